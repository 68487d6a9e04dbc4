'use client'

import blocks from '@/components/mobile/blocks.module.css'
import type { MachineCard } from '@/lib/features/dossier/schema/owner'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import own from './certificate.module.css'

/** Chosen machines by id, with their numbers: the choice outlives a filter that hides them. */
export type Chosen = ReadonlyMap<string, string>
type Props = { machines: readonly MachineCard[]; chosen: Chosen; onChoose: (chosen: Chosen) => void }

/** Machines to tick, one by one or all that are listed. */
export function MachineChoices({ machines, chosen, onChoose }: Props) {
  const listed = machines.map(({ id, registrationNumber }) => [id, registrationNumber] as const)
  const all = listed.every(([id]) => chosen.has(id))
  const toggle = ({ id, registrationNumber }: MachineCard) => {
    const next = new Map(chosen)
    if (!next.delete(id)) next.set(id, registrationNumber)
    onChoose(next)
  }
  return (
    <>
      {machines.length > 1 && (
        <p className={blocks.links}>
          <button type="button" disabled={all} onClick={() => onChoose(new Map([...chosen, ...listed]))}>
            选中列出的 {machines.length} 台
          </button>
          {chosen.size > 0 && (
            <button type="button" onClick={() => onChoose(new Map())}>
              全部取消
            </button>
          )}
        </p>
      )}
      <div className={own.choices}>
        {machines.map((machine) => (
          <label key={machine.id} className={own.choice} data-chosen={chosen.has(machine.id) || undefined}>
            <input type="checkbox" checked={chosen.has(machine.id)} onChange={() => toggle(machine)} />
            <span>
              <b>{machine.registrationNumber}</b>
              <span className={own.soft}>
                {[
                  machine.category?.name,
                  machine.content.machine.model,
                  machine.emissionStageName,
                  stateOf(machine),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </label>
        ))}
      </div>
    </>
  )
}

const stateOf = ({ status, collected }: MachineCard) =>
  status !== 'ACTIVE' ? MACHINE_STATUS_LABELS[status] : collected ? '有效' : '待领取号码'
