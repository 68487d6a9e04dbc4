import { expect, test } from 'vitest'
import { CHANGE_ACTION_NAMES, CHANGE_ACTIONS } from '@/lib/features/change/rules/actions'
import { CHANGE_STATUS_LABELS, CHANGE_STATUSES } from '@/lib/features/change/schema/change'
import { FILING_ACTIONS, type FilingAction, STATUS_LABELS } from '@/lib/features/filing/rules/actions'
import { FILING_STATUSES } from '@/lib/features/filing/schema/owner'
import { MACHINE_STATUS_LABELS, MACHINE_STATUSES } from '@/lib/features/machine/schema/status'
import { SUCCESSION_ACTION_NAMES, SUCCESSION_ACTIONS } from '@/lib/features/succession-state/rules/actions'
import { SUCCESSION_STATUS_LABELS, SUCCESSION_STATUSES } from '@/lib/features/succession-state/schema'
import { MACHINE_ACTIONS } from '../schema/console'
import { MACHINE_TRANSITIONS, machineAllows } from './actions'

const HEAD = `# Who may do what, in which status

Made from \`FILING_ACTIONS\` (lib/features/filing/rules/actions.ts), the one table that buttons and commands read; a test keeps this
page equal to it (\`npx vitest run --project unit actions -u\` writes it anew). Besides the status, staff need the row in their area and the role's
entry in \`lib/core/access.ts\`; owners their own filing. *Claimant*: only the officer who holds the claim.
`

const actions = Object.keys(FILING_ACTIONS) as FilingAction[]

function byStatus(): string {
  const rows = FILING_STATUSES.map((status) => {
    const cells = actions.flatMap((action) => {
      const { from, to, by, claimant } = FILING_ACTIONS[action]
      if (!from.includes(status)) return []
      const goal = to === null ? ' → removed' : to && to !== status ? ` → ${to}` : ''
      return [`**${action}**${goal} (${by.join(', ').toLowerCase()}${claimant ? '; claimant' : ''})`]
    })
    return `| ${STATUS_LABELS[status]} | ${status} | ${cells.join('<br>') || 'nothing: an end'} |`
  })
  return ['| On screens | Status | Actions |', '| --- | --- | --- |', ...rows].join('\n')
}

const CHANGES = `## Changes of a registered machine

From \`CHANGE_ACTIONS\` (lib/features/change/rules/actions.ts). 使用地点 and 机主 are DONE as they are asked for; the others begin as SUBMITTED.
`

function byChangeStatus(): string {
  const rows = CHANGE_STATUSES.map((status) => {
    const cells = CHANGE_ACTION_NAMES.filter((action) => CHANGE_ACTIONS[action].from.includes(status)).map(
      (action) => {
        const { to, by } = CHANGE_ACTIONS[action]
        return `**${action}**${to ? ` → ${to}` : ''} (${by.join(', ').toLowerCase()})`
      },
    )
    return `| ${CHANGE_STATUS_LABELS[status]} | ${status} | ${cells.join('<br>') || 'nothing: an end'} |`
  })
  return ['| On screens | Status | Actions |', '| --- | --- | --- |', ...rows].join('\n')
}

const MACHINES = `## A registered machine

From \`MACHINE_TRANSITIONS\` (lib/features/dossier/rules/actions.ts); by a supervisor of its area. An approved cancellation makes it CANCELLED.
`

function byMachineStatus(): string {
  const rows = MACHINE_STATUSES.map((status) => {
    const cells = MACHINE_ACTIONS.filter((action) => machineAllows(action, status)).map(
      (action) => `**${action}** → ${MACHINE_TRANSITIONS[action].to}`,
    )
    return `| ${MACHINE_STATUS_LABELS[status]} | ${status} | ${cells.join('<br>') || 'nothing: an end'} |`
  })
  return ['| On screens | Status | Actions |', '| --- | --- | --- |', ...rows].join('\n')
}

const SUCCESSIONS = `## A machine that goes to another owner by documents

From \`SUCCESSION_ACTIONS\` (lib/features/succession-state/rules/actions.ts, [decision 72](decisions/0072-successions.md)). *Other*: after the days for objections, and not by the officer who filed it.
`

function bySuccessionStatus(): string {
  const rows = SUCCESSION_STATUSES.map((status) => {
    const cells = SUCCESSION_ACTION_NAMES.filter((action) =>
      SUCCESSION_ACTIONS[action].from.includes(status),
    ).map((action) => {
      const { to, by, other } = SUCCESSION_ACTIONS[action]
      return `**${action}** → ${to} (${by.join(', ').toLowerCase()}${other ? '; other' : ''})`
    })
    return `| ${SUCCESSION_STATUS_LABELS[status]} | ${status} | ${cells.join('<br>') || 'nothing: an end'} |`
  })
  return ['| On screens | Status | Actions |', '| --- | --- | --- |', ...rows].join('\n')
}

test('docs/ACTIONS.md says what the tables say', async () => {
  const parts = [HEAD, byStatus(), CHANGES, byChangeStatus(), MACHINES, byMachineStatus(), SUCCESSIONS]
  const page = [...parts.map((part, at) => (at % 2 ? `${part}\n` : part)), bySuccessionStatus(), ''].join(
    '\n',
  )
  await expect(page).toMatchFileSnapshot('../../../../docs/ACTIONS.md')
})
