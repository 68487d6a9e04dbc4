'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { ChangeLinks } from '@/components/change/owner/change-links'
import { CopyButton } from '@/components/filing/owner/copy-button'
import { FilingPhotos } from '@/components/filing/owner/filing-photos'
import { FilingSections } from '@/components/filing/owner/filing-sections'
import { useFilingNames } from '@/components/filing/owner/use-filing-names'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { ForRole } from '@/components/role/for-role'
import { chinaDay } from '@/lib/core/clock'
import { knownDay, knownMinute } from '@/lib/core/moment'
import { CHANGE_TYPE_LABELS, changeType } from '@/lib/features/change/schema/change'
import { copyMachine, ownMachineQuery } from '@/lib/features/dossier/api/owner'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { ElectronicCard } from './electronic-card'
import own from './machine.module.css'
import { OwnerSuccession } from './owner-succession'
import { UsersBox } from './users-box'

/** One machine: its card, registered data, history, and links to 信息变更. */
export function MachinePage({ id }: { id: string }) {
  return (
    <SignedIn>
      <Machine id={id} />
    </SignedIn>
  )
}

function Machine({ id }: { id: string }) {
  const machine = useQuery(ownMachineQuery(id))
  return (
    <MobilePage
      title="电子信息采集卡"
      back="/m/machines"
      right={<Refresh busy={machine.isRefetching} onRefresh={() => machine.refetch()} />}
    >
      {machine.data ? (
        <MachineDetails machine={machine.data} />
      ) : machine.isPending ? (
        <Loading />
      ) : (
        <Failed error={machine.error} onRetry={() => machine.refetch()} />
      )}
    </MobilePage>
  )
}

function MachineDetails({ machine }: { machine: MachineDto }) {
  const names = useFilingNames()
  const { id, status, checkUrl, changeable, waitingChanges } = machine
  return (
    <>
      <OwnerSuccession machine={machine} />
      {status === 'ACTIVE' && checkUrl ? (
        <ElectronicCard
          registrationNumber={machine.registrationNumber}
          checkUrl={checkUrl}
          bureau={machine.bureauName}
        />
      ) : (
        <NoCard machine={machine} />
      )}
      <Facts machine={machine} />
      {changeable && <ChangeLinks machineId={id} title="信息变更" bound={machine.succession !== null} />}
      {waitingChanges.length > 0 && (
        <p className={styles.note}>
          正在等待审核：
          {waitingChanges.map(({ type }) => CHANGE_TYPE_LABELS[changeType.parse(type)]).join('、')}（
          <Link href="/m/changes" prefetch={false}>
            查看
          </Link>
          ）
        </p>
      )}
      <div className={styles.acts}>
        <ForRole needs="FILE">
          <CopyButton what={machine.registrationNumber} onCopy={() => copyMachine(id)} />
        </ForRole>
      </div>
      <UsersBox machineId={id} />
      <History history={machine.history} />
      <FilingSections content={machine.content} names={names} labels={LABELS} />
      <FilingPhotos photos={machine.photos} />
    </>
  )
}

/** Explains why there is no card: number not collected yet, or registration no longer valid. */
function NoCard({ machine: { status, collected, registrationNumber } }: { machine: MachineDto }) {
  const notCollected = status === 'ACTIVE' && !collected
  return (
    <section className={styles.box} aria-label="电子信息采集卡">
      <h2>{notCollected ? '还不能显示电子信息采集卡' : `登记${MACHINE_STATUS_LABELS[status]}`}</h2>
      <p>
        {notCollected
          ? `环保登记号码 ${registrationNumber} 已核发，凭领取码到登记单位领取后，这里显示电子信息采集卡。`
          : '该机械的登记不再有效，采集卡不能使用。'}
      </p>
      {notCollected && (
        <div className={styles.acts}>
          <Link href="/m/pickups" prefetch={false} className={styles.wide}>
            查看领取码和领取地点
          </Link>
        </div>
      )}
    </section>
  )
}

/** Labels of fields that mean something else on a registered machine than in the form. */
const LABELS = { districtCode: '机械现所在地', 'engine.emissionStage': '登记时填报的排放阶段' }

function Facts({ machine }: { machine: MachineDto }) {
  const { status, category, fuel, ownerName, district, collectedAt, bureauName } = machine
  const rows = [
    ['环保登记号码', machine.registrationNumber],
    ['登记状态', MACHINE_STATUS_LABELS[status]],
    ['机械类别', category?.name],
    ['燃料种类', fuel?.name],
    ['排放阶段', machine.emissionStageName],
    ['所有者', ownerName],
    ['机械现所在地', district?.fullName],
    ['登记日期', knownDay(machine.registeredAt, machine.registeredPrecision)],
    ['领取日期', collectedAt && chinaDay(new Date(collectedAt))],
    ['登记单位', bureauName],
  ] as const
  return (
    <section className={styles.box} aria-label="登记信息">
      <h2>登记信息</h2>
      <dl className={styles.facts}>
        {rows.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  )
}

function History({ history }: { history: MachineDto['history'] }) {
  return (
    <section className={styles.box} aria-label="办理记录">
      <h2>办理记录</h2>
      <ol className={own.history}>
        {history.map(({ at, precision, what }) => (
          <li key={`${at}${what}`}>
            <time dateTime={at}>{knownMinute(at, precision)}</time>
            <p>{what}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
