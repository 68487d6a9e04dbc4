'use client'

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { MachineSearch } from '@/components/machine/machine-search'
import blocks from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { FieldRow } from '@/components/mobile/field-row'
import fields from '@/components/mobile/field-row.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { SignedIn } from '@/components/mobile/signed-in'
import { Empty, Failed, Loading } from '@/components/mobile/states'
import { newKey } from '@/lib/client/new-key'
import { certificatesQuery, issueCertificate, refreshCertificates } from '@/lib/features/certificate/api'
import { ownMachinesQuery } from '@/lib/features/dossier/api/owner'
import type { MachineFilter } from '@/lib/features/dossier/schema/owner'
import { type Chosen, MachineChoices } from './machine-choices'

/** 出具登记情况证明: purpose, machines, and what will be issued. */
export function NewCertificatePage() {
  return (
    <SignedIn>
      <NewCertificate />
    </SignedIn>
  )
}

function NewCertificate() {
  const [purpose, setPurpose] = useState('')
  const [chosen, setChosen] = useState<Chosen>(new Map())
  const [asking, setAsking] = useState(false)
  const rule = useInfiniteQuery(certificatesQuery()).data?.pages[0]?.rule
  const tooMany = rule !== undefined && chosen.size > rule.mostMachines
  return (
    <MobilePage
      title="出具登记情况证明"
      back="/m/certificates"
      footer={
        <button
          type="button"
          className={blocks.wide}
          disabled={chosen.size === 0 || tooMany || rule === undefined}
          onClick={() => setAsking(true)}
        >
          {chosen.size === 0 ? '请选择机械' : `已选 ${chosen.size} 台，下一步`}
        </button>
      }
    >
      <section className={blocks.box} aria-label="用途">
        <FieldRow
          id="purpose"
          labelId="purpose-label"
          faultId="purpose-fault"
          label="用途（选填）"
          wide
          below={
            <p className={blocks.hint}>
              例如项目或招标名称。会印在证明上，核验的人都能看到，不要写手机号和证件号码。
            </p>
          }
        >
          <input
            id="purpose"
            className={fields.input}
            maxLength={60}
            value={purpose}
            onChange={({ target }) => setPurpose(target.value)}
          />
        </FieldRow>
      </section>
      {tooMany && (
        <p role="alert" className={blocks.alert}>
          一份证明最多 {rule.mostMachines} 台，请取消一些，或者分几份办理。
        </p>
      )}
      <Machines chosen={chosen} onChoose={setChosen} />
      {asking && rule && (
        <Ask chosen={chosen} purpose={purpose} days={rule.validDays} onClose={() => setAsking(false)} />
      )}
    </MobilePage>
  )
}

type MachinesProps = { chosen: Chosen; onChoose: (chosen: Chosen) => void }

function Machines({ chosen, onChoose }: MachinesProps) {
  const [filter, setFilter] = useState<MachineFilter>({})
  const machines = useInfiniteQuery({ ...ownMachinesQuery(filter), placeholderData: keepPreviousData })
  const all = machines.data?.pages.flatMap(({ data }) => data)
  const filtered = Object.values(filter).some(Boolean)
  return (
    <section className={blocks.box} aria-label="选择机械">
      <h2>选择机械</h2>
      {(filtered || (all?.length ?? 0) > 1) && <MachineSearch filter={filter} onFilter={setFilter} />}
      {all ? (
        <>
          {all.length === 0 && <Empty title={filtered ? '没有符合条件的机械' : '名下还没有已登记的机械'} />}
          <MachineChoices machines={all} chosen={chosen} onChoose={onChoose} />
          <More pages={machines} />
        </>
      ) : machines.isPending ? (
        <Loading />
      ) : (
        <Failed error={machines.error} onRetry={() => machines.refetch()} />
      )}
    </section>
  )
}

type AskProps = { chosen: Chosen; purpose: string; days: number; onClose: () => void }

function Ask({ chosen, purpose, days, onClose }: AskProps) {
  const router = useRouter()
  const client = useQueryClient()
  const key = useRef(newKey())
  const numbers = [...chosen.values()]
  return (
    <Confirm
      title="出具证明"
      act="出具证明"
      light
      onAct={() => issueCertificate({ machineIds: [...chosen.keys()], purpose }, key.current)}
      onDone={() => {
        void refreshCertificates(client)
        router.push('/m/certificates')
      }}
      onClose={onClose}
    >
      <p>
        {numbers.slice(0, 3).join('、')}
        {numbers.length > 3 ? `等 ${numbers.length} 台` : `，共 ${numbers.length} 台`}
        此刻的登记情况，有效期 {days} 天。{purpose.trim() && `用途：${purpose.trim()}。`}
      </p>
      <p className={blocks.hint}>
        证明如实写明每台机械的排放阶段和登记状态，已注销、撤销的也照样写明。不再需要时可以作废。
      </p>
    </Confirm>
  )
}
