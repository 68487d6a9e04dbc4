'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { Refresh } from '@/components/mobile/refresh'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { ForRole } from '@/components/role/for-role'
import { useMay } from '@/components/role/use-may'
import { CodeText } from '@/components/ui/code-text'
import { ownChangesQuery } from '@/lib/features/change/api/owner'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { ownMachinesQuery } from '@/lib/features/dossier/api/owner'
import type { MachineCard } from '@/lib/features/dossier/schema/owner'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import own from './change.module.css'
import { ChangeCard } from './change-card'

/** 信息变更: the account's registered machines with 修改, and its changes so far. */
export function ChangesPage() {
  return (
    <SignedIn>
      <Changes />
    </SignedIn>
  )
}

function Changes() {
  const machines = useInfiniteQuery(ownMachinesQuery())
  const changes = useInfiniteQuery(ownChangesQuery())
  const refresh = () => void Promise.all([machines.refetch(), changes.refetch()])
  const rows = machines.data?.pages.flatMap(({ data }) => data)
  return (
    <MobilePage
      title="信息变更"
      back="/m"
      right={<Refresh busy={machines.isRefetching || changes.isRefetching} onRefresh={refresh} />}
    >
      <section className={styles.box} aria-label="登记信息">
        <h2>登记信息</h2>
        <ForRole needs="FILE">{null}</ForRole>
        {rows ? (
          <>
            <MachineTable machines={rows} />
            <More pages={machines} />
          </>
        ) : machines.isPending ? (
          <Loading />
        ) : (
          <Failed error={machines.error} onRetry={() => machines.refetch()} />
        )}
      </section>
      <ChangeHistory />
    </MobilePage>
  )
}

function MachineTable({ machines }: { machines: MachineCard[] }) {
  if (machines.length === 0) {
    return <Empty title="名下没有已登记的机械" hint="领取环保登记号码后，可以在这里办理信息变更。" />
  }
  return (
    <table className={own.table}>
      <thead>
        <tr>
          <th scope="col">机械</th>
          <th scope="col">机械现所在地</th>
          <th scope="col">操作</th>
        </tr>
      </thead>
      <tbody>
        {machines.map((machine) => (
          <tr key={machine.id}>
            <td>
              <CodeText>{machine.registrationNumber}</CodeText>
              <br />
              {machine.category?.name}
            </td>
            <td>{machine.district?.fullName}</td>
            <td>
              <RowAction machine={machine} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RowAction({ machine: { id, registrationNumber, changeable, status } }: { machine: MachineCard }) {
  const { may } = useMay('FILE')
  if (!changeable)
    return (
      <span className={own.note}>{status === 'ACTIVE' ? '待领取号码' : MACHINE_STATUS_LABELS[status]}</span>
    )
  if (!may)
    return (
      <Link href={`/m/machines/${id}`} prefetch={false} aria-label={`查看 ${registrationNumber}`}>
        查看
      </Link>
    )
  return (
    <Link href={`/m/machines/${id}/change/place`} prefetch={false} aria-label={`修改 ${registrationNumber}`}>
      修改
    </Link>
  )
}

const isSameKind = (one: ChangeDto, other: ChangeDto) =>
  one.machineId === other.machineId && one.type === other.type

function ChangeHistory() {
  const changes = useInfiniteQuery(ownChangesQuery())
  const rows = changes.data?.pages.flatMap(({ data }) => data)
  if (!rows && changes.isPending) return null
  if (!rows) return <Failed error={changes.error} onRetry={() => changes.refetch()} />
  if (rows.length === 0) return null
  return (
    <section className={styles.box} aria-label="变更记录">
      <h2>变更记录</h2>
      <ul className={own.history}>
        {rows.map((change, index) => (
          <ChangeCard
            key={change.id}
            change={change}
            latest={!rows.slice(0, index).some((later) => isSameKind(later, change))}
          />
        ))}
      </ul>
      <More pages={changes} />
    </section>
  )
}
