import Link from 'next/link'
import { Fragment } from 'react'
import { Fact, Facts, Panel, Quiet } from '@/components/desk/panel'
import { formatMinute } from '@/components/ui/format-minute'
import { chinaDay } from '@/lib/core/clock'
import { knownDay, knownMinute } from '@/lib/core/moment'
import { CHANGE_TYPE_LABELS, changeType } from '@/lib/features/change/schema/change'
import type { Names } from '@/lib/features/content/rules/display'
import type { ConsoleMachine } from '@/lib/features/dossier/schema/console'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { stageName } from './stage-name'

/** Data of the registration: stage, dates, pickup, earlier numbers, waiting changes. */
export function MachineState({ machine, names }: { machine: ConsoleMachine; names: Names }) {
  const { filingId, formerNumbers, waitingChanges, registeredAt, registeredPrecision } = machine
  // The first number dates from the registration, of which an older register may know the month only.
  const since = (at: string) => knownDay(at, at === registeredAt ? registeredPrecision : 'DAY')
  return (
    <Panel
      title="登记情况"
      label="登记情况"
      aside={
        filingId && (
          <Link href={`/filings/${filingId}`} prefetch={false} style={{ fontWeight: 400 }}>
            查看原登记
          </Link>
        )
      }
    >
      <Facts>
        <Fact label="核定排放阶段">{stageName(machine.emissionStage, names.lists.STAGE)}</Fact>
        <Fact label="登记时间">{knownMinute(registeredAt, registeredPrecision)}</Fact>
        <Fact label="号码领取" wide>
          {pickupText(machine)}
        </Fact>
        {formerNumbers.length > 0 && (
          <Fact label="曾用号码" wide>
            {formerNumbers.map(({ number, validFrom, validTo }) => (
              <div key={validFrom}>
                {number}
                <Quiet>{`（${since(validFrom)} 至 ${chinaDay(new Date(validTo))}）`}</Quiet>
              </div>
            ))}
          </Fact>
        )}
        {waitingChanges.length > 0 && (
          <Fact label="待审核的变更" wide>
            {waitingChanges.map(({ id, type }, index) => (
              <Fragment key={id}>
                {index > 0 && '、'}
                <Link href={`/changes/${id}`} prefetch={false}>
                  {CHANGE_TYPE_LABELS[changeType.parse(type)]}
                </Link>
              </Fragment>
            ))}
          </Fact>
        )}
      </Facts>
    </Panel>
  )
}

function pickupText({ pickup, status }: ConsoleMachine): string {
  if (!pickup) return '原系统登记，没有领取记录'
  if (!pickup.collectedAt && status !== 'ACTIVE')
    return `没有领取，登记${MACHINE_STATUS_LABELS[status]}，不再发放`
  if (!pickup.collectedAt) return `待领取，领取地点 ${pickup.bureauName}`
  return `${formatMinute(pickup.collectedAt)} 由 ${pickup.collector ?? '—'} 在 ${pickup.bureauName} 领取`
}
