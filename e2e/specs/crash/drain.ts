import type { StaffClient } from '../../fixtures/staff-client'

export type Approval = { filingId: string; registrationNumber: string; pickupCode: string; machineId: string }

/** Longest wait for the server and the database to come up again. */
const PATIENCE_MS = 60_000

export type Drain = {
  approvals: Approval[]
  /** Answers that are neither a success nor caused by the crash: there must be none. */
  refusals: string[]
  /** How often a client retried. */
  retries: number
}

/**
 * All clients concurrently take the next filing and approve it, until none is left.
 * @param crash called once after `after` answered approvals, while the clients continue
 */
export async function drain(
  clients: StaffClient[],
  after: number,
  crash: () => Promise<void>,
): Promise<Drain> {
  const state: Drain = { approvals: [], refusals: [], retries: 0 }
  let crashed: Promise<void> | undefined
  const onTrouble = () => {
    state.retries += 1
  }
  const work = async (client: StaffClient) => {
    for (;;) {
      const filing = await takeNext(client, state, onTrouble)
      if (!filing) return
      await approve(client, filing, state, onTrouble)
      if (state.approvals.length >= after) crashed ??= crash()
    }
  }
  await Promise.all(clients.map(work))
  await crashed
  return state
}

type Taken = { id: string; version: number }

async function takeNext(client: StaffClient, state: Drain, onTrouble: () => void): Promise<Taken | null> {
  const { status, body } = await client.postUntilAnswered<Taken>(
    '/filings/next',
    undefined,
    onTrouble,
    PATIENCE_MS,
  )
  if (status === 200) return body
  if (status !== 204) state.refusals.push(`next ${status} ${JSON.stringify(body)}`)
  return null
}

async function approve(
  client: StaffClient,
  { id, version }: Taken,
  state: Drain,
  onTrouble: () => void,
): Promise<void> {
  const input = { version, emissionStage: '3' }
  const { status, body } = await client.postUntilAnswered<Omit<Approval, 'filingId'>>(
    `/filings/${id}/approve`,
    input,
    onTrouble,
    PATIENCE_MS,
  )
  if (status === 200) state.approvals.push({ filingId: id, ...body })
  else state.refusals.push(`approve ${status} ${JSON.stringify(body)}`)
}
