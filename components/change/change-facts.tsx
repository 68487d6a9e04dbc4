import { Tag } from 'antd'
import Link from 'next/link'
import type { ReactNode } from 'react'
import deskCss from '@/components/filing/desk.module.css'
import { knownDay } from '@/lib/core/moment'
import type { DeskChange } from '@/lib/features/change/schema/console'
import { displayValue, type Names } from '@/lib/features/content/rules/display'
import { valueAt } from '@/lib/features/content/schema/content'
import { findField } from '@/lib/features/content/schema/fields'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import css from './change.module.css'

/** Each touched field before and after, side by side. */
export function ChangeTable({ change }: { change: DeskChange }) {
  if (change.lines.length === 0) return null
  return (
    <section className={deskCss.section}>
      <h2>变更内容</h2>
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
    </section>
  )
}

/** A heading and a text of the owner's or the officer's own words. */
export function ChangeText({ title, text }: { title: string; text: string | null }) {
  if (!text) return null
  return (
    <section className={deskCss.section}>
      <h2>{title}</h2>
      <p className={css.text}>{text}</p>
    </section>
  )
}

/** An owner, masked: whole numbers are a matter of the filing and the counter. */
export function ChangeParty({ title, party }: { title: string; party: DeskChange['owner'] }) {
  return (
    <section className={deskCss.section} aria-label={title}>
      <h2>{title}</h2>
      <div className={deskCss.party}>
        <span>
          <Tag style={{ marginRight: 8 }}>{party.type === 'UNIT' ? '单位' : '个人'}</Tag>
          <strong style={{ overflowWrap: 'anywhere' }}>{party.name}</strong>
        </span>
        <span>
          <span className={deskCss.quiet}>{party.type === 'UNIT' ? '统一社会信用代码 ' : '身份证号 '}</span>
          {party.idNumberMasked}
        </span>
        <span>
          <span className={deskCss.quiet}>手机号 </span>
          {party.phoneMasked}
        </span>
      </div>
    </section>
  )
}

/** What an officer recognises a machine by. */
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

/** The machine as it stands now. */
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
    <section className={deskCss.section}>
      <h2>
        机械（现登记内容）
        {machine.filingId && (
          <Link href={`/filings/${machine.filingId}`} prefetch={false} style={{ fontWeight: 400 }}>
            查看原登记
          </Link>
        )}
      </h2>
      <dl className={deskCss.rows}>
        {facts.map(([label, text]) => (
          <div key={label} className={deskCss.row}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
