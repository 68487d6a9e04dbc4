import type pg from 'pg'

/** What triggers derive row by row is derived for all rows at once afterwards: names (grams.ts) and figures (fill.ts). */
const DERIVING = {
  machine: ['machine_grams_added', 'machine_figures_added'],
  filing_revision: ['review_received'],
  decision: ['review_decided'],
  decision_reason: ['review_reasoned'],
}

export async function switchTriggers(client: pg.Client, to: 'ENABLE' | 'DISABLE'): Promise<void> {
  for (const [table, triggers] of Object.entries(DERIVING)) {
    for (const trigger of triggers) await client.query(`ALTER TABLE ${table} ${to} TRIGGER ${trigger}`)
  }
}
