import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import deskCss from '@/components/filing/desk.module.css'
import { chinaDay, chinaMinute } from '@/lib/core/clock'
import { knownDay, knownTime } from '@/lib/core/moment'
import { CHANGE_TYPE_LABELS, changeType } from '@/lib/features/change/schema/change'
import type { Names } from '@/lib/features/content/rules/display'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { stageName } from './stage-name'

const minute = (at: string) => chinaMinute(new Date(at))

/** What the register itself says: stage, dates, hand-over, numbers before, changes that wait. */
export function MachineState({ machine, names }: { machine: ConsoleMachine; names: Names }) {
  const { filingId, formerNumbers, waitingChanges, registeredAt, registeredPrecision } = machine
  // The first number is as old as the registration, of which an older register may know the month only.
  const since = (at: string) => knownDay(at, at === registeredAt ? registeredPrecision : 'DAY')
  return (
    <section className={deskCss.section} aria-label="登记情况">
      <h2>
        登记情况
        {filingId && (
          <Link href={`/filings/${filingId}`} prefetch={false} style={{ fontWeight: 400 }}>
            查看原登记
          </Link>
        )}
      </h2>
      <dl className={deskCss.rows}>
        <Row label="核定排放阶段">{stageName(machine.emissionStage, names.lists.STAGE)}</Row>
        <Row label="登记时间">{knownTime(registeredAt, registeredPrecision).slice(0, 16)}</Row>
        <Row label="号码领取" wide>
          {pickupText(machine.pickup)}
        </Row>
        {formerNumbers.length > 0 && (
          <Row label="曾用号码" wide>
            {formerNumbers.map(({ number, validFrom, validTo }) => (
              <div key={validFrom}>
                {number}
                <span
                  className={deskCss.quiet}
                >{`（${since(validFrom)} 至 ${chinaDay(new Date(validTo))}）`}</span>
              </div>
            ))}
          </Row>
        )}
        {waitingChanges.length > 0 && (
          <Row label="待审核的变更" wide>
            {waitingChanges.map(({ id, type }, at) => (
              <Fragment key={id}>
                {at > 0 && '、'}
                <Link href={`/changes/${id}`} prefetch={false}>
                  {CHANGE_TYPE_LABELS[changeType.parse(type)]}
                </Link>
              </Fragment>
            ))}
          </Row>
        )}
      </dl>
    </section>
  )
}

function Row({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? `${deskCss.row} ${deskCss.rowWide}` : deskCss.row}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function pickupText(pickup: ConsoleMachine['pickup']): string {
  if (!pickup) return '原系统登记，没有领取记录'
  if (!pickup.collectedAt) return `待领取，领取地点 ${pickup.bureauName}`
  return `${minute(pickup.collectedAt)} 由 ${pickup.collectorName ?? '—'} 在 ${pickup.bureauName} 领取`
}
