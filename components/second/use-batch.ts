import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { takeBackDecision } from '@/lib/features/filing/api/decisions'
import { filingKeys } from '@/lib/features/filing/api/desk'
import { approveFleetRow } from '@/lib/features/fleet/api'
import type { FleetRow } from '@/lib/features/fleet/schema'

/** What became of a filing of the batch. WAITING: its turn has not come. */
export type BatchResult =
  | { state: 'WAITING' | 'RUNNING' }
  | { state: 'DECIDED'; decisionId: string; remainingMs: number; at: number }
  | { state: 'TAKEN_BACK' }
  | { state: 'FAILED'; problem: string; decisionId?: string }

/** Approves the filings of a batch one after another by the call of each, and takes single ones back. */
export function useBatch() {
  const client = useQueryClient()
  const [results, setResults] = useState<Record<string, BatchResult>>({})
  // A second tap may come before the running state is rendered.
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const set = (id: string, result: BatchResult) => setResults((before) => ({ ...before, [id]: result }))

  async function approve(rows: readonly FleetRow[]) {
    if (running.current) return
    running.current = true
    setBusy(true)
    for (const { id } of rows) set(id, { state: 'WAITING' })
    for (const row of rows) {
      set(row.id, { state: 'RUNNING' })
      set(row.id, await decided(row))
    }
    running.current = false
    setBusy(false)
    await client.invalidateQueries({ queryKey: filingKeys.all })
  }

  async function takeBack(filingId: string, decisionId: string) {
    try {
      await takeBackDecision({ filingId, decisionId })
      set(filingId, { state: 'TAKEN_BACK' })
    } catch (error) {
      set(filingId, { state: 'FAILED', problem: `没有撤销：${messageOf(error)}` })
    }
    await client.invalidateQueries({ queryKey: filingKeys.all })
  }
  return { results, busy, approve, takeBack }
}

async function decided({ id, version, suggestedStage }: FleetRow): Promise<BatchResult> {
  if (!suggestedStage) return { state: 'FAILED', problem: '没有建议的排放阶段' }
  try {
    const { decisionId, remainingMs } = await approveFleetRow(id, {
      version,
      emissionStage: suggestedStage.code,
    })
    return { state: 'DECIDED', decisionId, remainingMs, at: Date.now() }
  } catch (error) {
    return { state: 'FAILED', problem: `没有通过：${messageOf(error)}` }
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '原因不明')
