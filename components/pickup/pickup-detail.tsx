import { Alert } from 'antd'
import Link from 'next/link'
import { DocumentList } from '@/components/document/document-list'
import { useMay } from '@/components/shell/actor-context'
import { chinaTime } from '@/lib/core/clock'
import { collectorText } from '@/lib/features/pickup/rules/collector-words'
import { ITEM_LABELS, type Pickup } from '@/lib/features/pickup/schema'
import css from './counter.module.css'
import { type HandOverActions, HandOverForm } from './hand-over-form'
import { IdentityNote } from './identity-note'
import { MachinePhoto } from './machine-photo'
import { PartyLine } from './party-line'
import { PickupState } from './pickup-choice'
import { PrintTogether } from './print-together'
import { useFreshPickup } from './use-fresh-pickup'

/** One pickup: machine and parties on the left, papers and hand-over on the right. */
export function PickupDetail({ pickup: initial, ...actions }: { pickup: Pickup } & HandOverActions) {
  const may = useMay()
  const { pickup, refetch, expectCopy } = useFreshPickup(initial)
  const waiting = pickup.collectedAt === null && pickup.machineActive
  return (
    <section className={css.detail} aria-label={`号码 ${pickup.registrationNumber}`}>
      <div className={css.panel}>
        <MachineFacts pickup={pickup} />
        {may('machine.read') && (
          <Link href={`/machines/${pickup.machineId}`} prefetch={false}>
            查看机械
          </Link>
        )}
        <PartyLine pickup={pickup} party="OWNER" />
        {pickup.agent && <PartyLine pickup={pickup} party="AGENT" />}
      </div>
      <div className={css.panel}>
        <Warnings pickup={pickup} />
        {pickup.machineActive && may('document.print') && (
          <DocumentList
            filingId={pickup.filingId}
            copies={pickup.copies}
            onPrinted={expectCopy}
            together={
              <PrintTogether
                filingIds={[pickup.filingId]}
                label="打印全部材料"
                onPrinted={() => void refetch()}
              />
            }
          />
        )}
        {waiting && <IdentityNote pickup={pickup} onUnlocked={() => void refetch()} />}
        {waiting && may('pickup.handOver') && (
          <HandOverForm
            pickups={[pickup]}
            party={pickup}
            refetch={async () => [(await refetch()).data ?? pickup]}
            {...actions}
          />
        )}
      </div>
    </section>
  )
}

function MachineFacts({ pickup }: { pickup: Pickup }) {
  const { machine } = pickup
  const facts: [string, string | null][] = [
    ['机械类别', machine.categoryName],
    ['品牌型号', [machine.brand, machine.model].filter(Boolean).join(' ') || null],
    ['出厂编号', machine.serial],
    ['机械环保代码', machine.machineEnvCode],
    ['发动机编号', machine.engineSerial],
    ['号牌', machine.plate],
    ['排放阶段', machine.stageName],
    ['登记区县', pickup.districtName],
    ['领取地点', pickup.bureau.name],
    ['审核通过', chinaTime(new Date(pickup.createdAt))],
  ]
  return (
    <div className={css.machine}>
      <MachinePhoto url={pickup.thumbnailUrl} size="large" />
      <div>
        <h2 className={css.bigNumber}>
          {pickup.registrationNumber} <PickupState pickup={pickup} />
        </h2>
        <dl className={css.facts}>
          {facts.map(
            ([label, value]) =>
              value && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
    </div>
  )
}

function Warnings({ pickup }: { pickup: Pickup }) {
  if (!pickup.machineActive)
    return <Alert type="error" showIcon title="该机械的登记已注销或撤销，不能发放号码" />
  if (pickup.collectedAt && pickup.collector) {
    const { handedOverBy } = pickup.collector
    const when = chinaTime(new Date(pickup.collectedAt))
    return (
      <Alert
        type="info"
        showIcon
        title={`已于 ${when} 由${collectorText(pickup.collector)} 领取`}
        description={`经办人：${handedOverBy}；发放物品：${pickup.items.map((item) => ITEM_LABELS[item]).join('、')}`}
      />
    )
  }
  if (pickup.bureau.own) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={`领取地点为${pickup.bureau.name}`}
      description="机主到本窗口领取时也可以发放，请先确认对方窗口没有制发。"
    />
  )
}
