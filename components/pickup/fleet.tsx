import { useQuery } from '@tanstack/react-query'
import { Alert, Checkbox } from 'antd'
import { useState } from 'react'
import { useMay } from '@/components/shell/actor-context'
import { Empty, Failed, Loading } from '@/components/ui/states'
import { DOCUMENTS } from '@/lib/features/document/schema'
import { fleetQuery } from '@/lib/features/pickup/api'
import type { Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { type HandOverActions, HandOverForm } from './hand-over-form'
import { IdentityNote } from './identity-note'
import { PartyLine } from './party-line'
import { PrintFleet } from './print-fleet'

/** All machines of one owner that wait here: the ticked ones are printed and handed over together. */
export function Fleet({ ownerId, onHandedOver, onFilledIn }: { ownerId: string } & HandOverActions) {
  const may = useMay()
  const query = useQuery(fleetQuery(ownerId))
  const [ticked, setTicked] = useState<string[]>([])
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const { data: pickups, nextCursor } = query.data
  const [first] = pickups
  if (!first) return <Empty title="已经没有待领取的号码" hint="可能刚由其他窗口发放。" />
  // One that was handed out meanwhile is no longer in the list.
  const chosen = pickups.filter(({ id }) => ticked.includes(id))
  const refresh = () => void query.refetch()
  return (
    <section className={css.fleetDetail} aria-label={`${first.owner.name} 的全部待领取号码`}>
      <div className={css.panel}>
        {nextCursor && (
          <Alert type="info" showIcon title={`先办理最早的 ${pickups.length} 台，发放后再办理其余的`} />
        )}
        <FleetTable pickups={pickups} ticked={ticked} onTicked={setTicked} />
        <PartyLine pickup={first} party="OWNER" />
      </div>
      <div className={css.panel}>
        {may('document.print') && (
          <PrintFleet
            key={chosen.map(({ id }) => id).join()}
            filingIds={chosen.map(({ filingId }) => filingId)}
            onPrinted={refresh}
          />
        )}
        <IdentityNote pickup={first} onUnlocked={refresh} />
        {may('pickup.handOver') && (
          <HandOverForm
            pickups={chosen}
            party={first}
            onHandedOver={onHandedOver}
            onFilledIn={onFilledIn}
            refetch={async () => (await query.refetch()).data?.data ?? pickups}
          />
        )}
      </div>
    </section>
  )
}

type TableProps = { pickups: readonly Pickup[]; ticked: readonly string[]; onTicked: (ids: string[]) => void }

function FleetTable({ pickups, ticked, onTicked }: TableProps) {
  const all = pickups.length === ticked.length
  return (
    <table className={css.fleet}>
      <thead>
        <tr>
          <th>
            <Checkbox
              autoFocus
              checked={all}
              indeterminate={ticked.length > 0 && !all}
              onChange={() => onTicked(all ? [] : pickups.map(({ id }) => id))}
            >
              全部 {pickups.length} 台
            </Checkbox>
          </th>
          <th>机械</th>
          <th>出厂编号／号牌</th>
          <th>材料</th>
        </tr>
      </thead>
      <tbody>
        {pickups.map((pickup) => (
          <tr key={pickup.id}>
            <td>
              <Checkbox
                checked={ticked.includes(pickup.id)}
                onChange={({ target }) =>
                  onTicked(target.checked ? [...ticked, pickup.id] : ticked.filter((id) => id !== pickup.id))
                }
              >
                <span className={css.number}>{pickup.registrationNumber}</span>
              </Checkbox>
            </td>
            <td>
              {pickup.machine.categoryName} {pickup.machine.model}
            </td>
            <td className={css.number}>{pickup.machine.plate ?? pickup.machine.serial ?? '—'}</td>
            <td>{printedText(pickup)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function printedText({ copies }: Pickup): string {
  const printed = DOCUMENTS.filter((document) => copies[document] > 0).length
  if (printed === 0) return '尚未打印'
  return printed === DOCUMENTS.length ? '已打印' : `已打印 ${printed} 种`
}
