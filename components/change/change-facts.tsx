import Link from 'next/link'
import type { ReactNode } from 'react'
import { Fact, Facts, Panel } from '@/components/desk/panel'
import { knownDay } from '@/lib/core/moment'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import css from './change.module.css'

/** Changed fields, before and after. */
export function ChangeTable({ change }: { change: DeskChange }) {
  if (change.lines.length === 0) return null
  return (
    <Panel title="变更内容">
      <table className={css.table}>
        <colgroup>
          <col style={{ width: '30%' }} />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">变更前</th>
            <th scope="col">变更后</th>
          </tr>
        </thead>
        <tbody>
          {change.lines.map(({ path, label, before, after, overtaken }) => (
            <tr key={path}>
              <th scope="row">{label}</th>
              <td className={overtaken ? css.overtaken : undefined}>
                {before || '（空）'}
                {overtaken && <div>申请之后该项已另有变更，通过后以本次为准</div>}
              </td>
              <td className={css.after}>{after || '（空）'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

/** A text written by the owner or the officer, under a heading. */
export function ChangeText({ title, text }: { title: string; text: string | null }) {
  if (!text) return null
  return (
    <Panel title={title}>
      <p className={css.text}>{text}</p>
    </Panel>
  )
}

/** Fields by which an officer recognises a machine. */
const SHOWN = [
  'machine.categoryCode',
  'engine.fuelCode',
  'machine.brand',
  'machine.model',
  'machine.serial',
  'engine.model',
  'engine.serial',
  'codes.machineEnvCode',
  'plate',
  'placeCode',
  'placeDetail',
]

/** The machine with its current data. */
export function MachineFacts({ machine, names }: { machine: DeskChange['machine']; names: Names }) {
  const facts: [label: string, text: ReactNode][] = [
    ['登记号码', <strong key="number">{machine.registrationNumber}</strong>],
    ['登记状态', MACHINE_STATUS_LABELS[machine.status]],
    ['排放阶段', names.lists.STAGE?.[machine.emissionStage] ?? machine.emissionStage],
    ['机械现所在地', machine.district?.fullName ?? '—'],
    ['登记时间', knownDay(machine.registeredAt, machine.registeredPrecision)],
    ...SHOWN.flatMap((path): [string, ReactNode][] => {
      const field = findField(path)
      const text = field && displayValue(field, valueAt(machine.content, path), names)
      return field && text ? [[field.label, text]] : []
    }),
  ]
  return (
    <Panel
      title="机械（现登记内容）"
      aside={
        machine.filingId && (
          <Link href={`/filings/${machine.filingId}`} prefetch={false} style={{ fontWeight: 400 }}>
            查看原登记
          </Link>
        )
      }
    >
      <Facts>
        {facts.map(([label, text]) => (
          <Fact key={label} label={label}>
            {text}
          </Fact>
        ))}
      </Facts>
    </Panel>
  )
}
