'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { RolePage } from '@/components/role/for-role'
import { meQuery } from '@/lib/features/account/api'
import { roleForChange } from '@/lib/features/change/rules/actions'
import { CHANGE_TYPE_LABELS, type ChangeType } from '@/lib/features/change/schema/change'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import { ownMachineQuery } from '@/lib/features/dossier/api/owner'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { MACHINE_STATUS_LABELS } from '@/lib/features/machine/schema/status'
import { CancellationForm } from './cancellation-form'
import { ChangeDone } from './change-done'
import { typeOfSlug } from './change-links'
import { OwnerForm } from './owner-form'
import { PlaceForm } from './place-form'
import { useChangeDraft } from './use-kept'
import { DetailsForm, DpfForm } from './values-form'

const FORMS = {
  PLACE: PlaceForm,
  OWNER: OwnerForm,
  DPF: DpfForm,
  DETAILS: DetailsForm,
  CANCELLATION: CancellationForm,
} as const

/** One form of 信息变更, then its result. */
export function ChangePage({ id, slug }: { id: string; slug: string }) {
  const type = typeOfSlug(slug)
  return (
    <SignedIn>
      <RolePage needs={type ? roleForChange(type) : 'FILE'} title="信息变更" back={`/m/machines/${id}`}>
        <Change id={id} slug={slug} />
      </RolePage>
    </SignedIn>
  )
}

function Change({ id, slug }: { id: string; slug: string }) {
  const [done, setDone] = useState<ChangeDto>()
  const type = typeOfSlug(slug)
  const machine = useQuery(ownMachineQuery(id))
  const { draft, round, drop } = useChangeDraft(`${useOwnerSession()?.accountId}/${id}/${slug}`)
  const needsProof = type === 'OWNER' || type === 'CANCELLATION'
  const me = useQuery({ ...meQuery(), enabled: needsProof })
  if (done) return <ChangeDone change={done} />
  const refusal = machine.data && type ? refusalOf(machine.data, type) : null
  if (machine.data && !refusal && needsProof && me.data?.proof.level === 'UNPROVED')
    return <ProofFirst back={`/m/machines/${id}`} act={CHANGE_TYPE_LABELS[type]} />
  if (machine.data && type && !refusal && draft && (!needsProof || me.data)) {
    const Form = FORMS[type]
    const finish = (change: ChangeDto) => {
      void drop()
      setDone(change)
    }
    return <Form key={round} machine={machine.data} draft={draft} onDone={finish} />
  }
  return (
    <MobilePage title="信息变更" back={`/m/machines/${id}`}>
      {!type ? (
        <Empty title="没有这种变更" />
      ) : machine.data && refusal !== null ? (
        <Empty title={refusal} action={<BackToChanges />} />
      ) : me.error ? (
        <Failed error={me.error} onRetry={() => me.refetch()} />
      ) : machine.isPending || machine.data ? (
        <Loading />
      ) : (
        <Failed error={machine.error} onRetry={() => machine.refetch()} />
      )}
    </MobilePage>
  )
}

/** Before anything is filled in: what is missing, and the way to it. */
function ProofFirst({ back, act }: { back: string; act: string }) {
  return (
    <MobilePage title="信息变更" back={back}>
      <Empty
        title={`办理“${act}”须先核验身份`}
        action={
          <div className={styles.acts}>
            <Link href="/m/me/proof" prefetch={false} className={styles.wide}>
              怎样核验身份
            </Link>
          </div>
        }
      />
    </MobilePage>
  )
}

function BackToChanges() {
  return (
    <div className={styles.acts}>
      <Link href="/m/changes" prefetch={false} className={styles.wide}>
        查看信息变更
      </Link>
    </div>
  )
}

/** Why the change is not possible now; shown in place of the form, before anything is filled in. */
function refusalOf({ changeable, status, waitingChanges }: MachineDto, type: ChangeType): string | null {
  if (status !== 'ACTIVE') return `该机械的登记${MACHINE_STATUS_LABELS[status]}，不能办理信息变更`
  if (!changeable) return '领取环保登记号码后才能办理信息变更，请先到登记单位领取号码'
  if (!waitingChanges.some((waiting) => waiting.type === type)) return null
  return `该机械已有一件“${CHANGE_TYPE_LABELS[type]}”正在等待审核`
}
