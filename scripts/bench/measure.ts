/** Rounds and their summary. */

/** One operation, start to end. */
export type Job = () => Promise<void>

export interface Round {
  /** Operations a second, all clients together. */
  rate: number
  /** Milliseconds of each operation. */
  times: number[]
}

/** Each client works through its own jobs, one after another; the clients run at once. */
export async function runRound(clients: Job[][]): Promise<Round> {
  const times: number[] = []
  const began = performance.now()
  await Promise.all(
    clients.map(async (jobs) => {
      for (const job of jobs) {
        const start = performance.now()
        await job()
        times.push(performance.now() - start)
      }
    }),
  )
  return { rate: (times.length / (performance.now() - began)) * 1000, times }
}

export interface Summary {
  /** The median of the rounds. */
  rate: number
  median: number
  p99: number
}

export function summarise(rounds: Round[]): Summary {
  const times = rounds.flatMap((round) => round.times)
  return { rate: median(rounds.map(({ rate }) => rate)), median: median(times), p99: quantile(times, 0.99) }
}

export const median = (values: number[]): number => quantile(values, 0.5)

/** The least of the values that so large a share of them does not exceed (nearest rank): of 20 the 95th percentile is the 19th. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
