'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import blocks from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { ownPickupsQuery } from '@/lib/features/filing/api/own-pickups'
import type { OwnPickup } from '@/lib/features/filing/schema/own-pickups'
import { PickupQr } from './pickup-qr'
import styles from './pickups.module.css'
import { useWakeLock } from './use-wake-lock'

/** All waiting numbers by office and owner, to show at the counter or to print: one code of a group leads to all of it. */
export function PickupsPage() {
  return (
    <SignedIn>
      <Pickups />
    </SignedIn>
  )
}

function Pickups() {
  const batchId = useSearchParams().get('batch') ?? undefined
  const pickups = useQuery(ownPickupsQuery(batchId))
  return (
    <MobilePage
      title="待领取的号码"
      back={batchId ? `/m/batch/${batchId}` : '/m'}
      right={<Refresh busy={pickups.isRefetching} onRefresh={() => pickups.refetch()} />}
    >
      {pickups.data ? (
        <Groups pickups={pickups.data.data} more={pickups.data.more} />
      ) : pickups.isPending ? (
        <Loading />
      ) : (
        <Failed error={pickups.error} onRetry={() => pickups.refetch()} />
      )}
    </MobilePage>
  )
}

function Groups({ pickups, more }: { pickups: readonly OwnPickup[]; more: boolean }) {
  useWakeLock()
  const groups = groupsOf(pickups)
  if (groups.length === 0)
    return (
      <Empty title="没有待领取的号码" hint="审核通过后，领取码和领取地点显示在这里；领取以后不再显示。" />
    )
  return (
    <>
      <div className={styles.top}>
        <p>
          共 {pickups.length} 个号码，
          {groups.length > 1 ? `按领取地点和所有者分为 ${groups.length} 处` : '在一处领取'}。
          {more && '还有更多，领取以后再显示其余的。'}
        </p>
        <button type="button" className={`${blocks.wide} ${blocks.plain}`} onClick={() => window.print()}>
          打印
        </button>
      </div>
      {groups.map((group) => (
        <Group key={group.key} group={group} />
      ))}
    </>
  )
}

type PickupGroup = { key: string; first: OwnPickup; pickups: OwnPickup[] }

/** Those that a counter finds by one code: of one office and one owner. */
function groupsOf(pickups: readonly OwnPickup[]): PickupGroup[] {
  const groups = new Map<string, PickupGroup>()
  for (const pickup of pickups) {
    const key = `${pickup.office.id} ${pickup.owner.id}`
    const group = groups.get(key)
    if (group) group.pickups.push(pickup)
    else groups.set(key, { key, first: pickup, pickups: [pickup] })
  }
  return [...groups.values()]
}

function Group({ group: { first, pickups } }: { group: PickupGroup }) {
  const { office, owner, code } = first
  const many = pickups.length > 1
  return (
    <section className={`${blocks.box} ${styles.group}`} aria-label={`${office.name} ${owner.name}`}>
      <h2>{office.name}</h2>
      <p>地址：{office.address}</p>
      <p>
        电话：<a href={`tel:${office.phone.replaceAll(/[^\d+]/g, '')}`}>{office.phone}</a>
      </p>
      <p>办理时间：{office.hours}</p>
      <div className={styles.shown}>
        <div className={styles.big}>
          <PickupQr code={code} />
        </div>
        <div>
          <p className={styles.code}>{spaced(code)}</p>
          <p>{owner.name}</p>
          <p>{many ? `出示这一个领取码，窗口可一并办理 ${pickups.length} 台。` : first.machine}</p>
          <p className={blocks.hint}>领取人请携带身份证件。</p>
        </div>
      </div>
      {many && <Codes pickups={pickups} />}
    </section>
  )
}

function Codes({ pickups }: { pickups: readonly OwnPickup[] }) {
  return (
    <table className={styles.codes}>
      <thead>
        <tr>
          <th>序号</th>
          <th>机械</th>
          <th>环保登记号码</th>
          <th>领取码</th>
        </tr>
      </thead>
      <tbody>
        {pickups.map(({ id, code, machine, registrationNumber }, place) => (
          <tr key={id}>
            <td>{place + 1}</td>
            <td>{machine}</td>
            <td className={styles.figures}>{registrationNumber}</td>
            <td className={styles.figures}>{spaced(code)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 123 456. */
const spaced = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`
