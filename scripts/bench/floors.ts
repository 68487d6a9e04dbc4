/** What any request costs here, before it does anything. */
import type { Sizes } from './compare'
import type { HttpClient } from './http-client'
import { type Job, runRound, summarise } from './measure'
import type { Floor } from './report'
import type { People } from './world'

const PATHS = {
  'health/live: Next alone': '/api/health/live',
  'console/me: session look-up and one read': '/api/console/me',
}

export async function measureFloors(
  http: HttpClient,
  { officers }: People,
  { rounds, operations }: Sizes,
): Promise<Floor[]> {
  const floors: Floor[] = []
  for (const [title, path] of Object.entries(PATHS)) {
    for (const [clients, count] of Object.entries(operations).map(
      ([name, each]) => [Number(name), 2 * each] as const,
    )) {
      const jobs = officers.slice(0, clients).map(({ headers }) =>
        Array.from(
          { length: count / clients },
          (): Job => async () => {
            const { status } = await http.send('GET', path, headers)
            if (status !== 200) throw new Error(`${path} answered ${status}`)
          },
        ),
      )
      const measured = []
      for (let round = 0; round <= rounds; round += 1) measured.push(await runRound(jobs))
      floors.push({ title, clients, http: summarise(measured.slice(1)) })
    }
  }
  return floors
}
