'use client'

import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import account from '@/components/account/account.module.css'
import { OwnerDistrictPicker } from '@/components/division/owner-district-picker'
import blocks from '@/components/mobile/blocks.module.css'
import fields from '@/components/mobile/field.module.css'
import { MobilePage } from '@/components/mobile/mobile-page'
import { More } from '@/components/mobile/more'
import { Refusal } from '@/components/mobile/refusal'
import { SignedIn } from '@/components/mobile/signed-in'
import { Failed, Loading } from '@/components/mobile/states'
import { ForRole } from '@/components/role/for-role'
import { ApiError } from '@/lib/client/api-error'
import { chinaMinute } from '@/lib/core/clock'
import { meQuery } from '@/lib/features/account/api'
import { openDisputeMutation, ownDisputesQuery } from '@/lib/features/dispute/api'
import { DISPUTE_STATUS_LABELS, type OwnDispute } from '@/lib/features/dispute/schema'
import { EvidencePhotos, useEvidence } from './evidence-photos'

/** 号码申诉: "这个号码是我的", with evidence, and what was decided. */
export function OwnDisputePage() {
  return (
    <MobilePage title="号码申诉" back="/m/me">
      <SignedIn>
        <Own />
      </SignedIn>
    </MobilePage>
  )
}

function Own() {
  const me = useQuery(meQuery())
  const disputes = useInfiniteQuery(ownDisputesQuery())
  const error = me.error ?? disputes.error
  if (error)
    return <Failed error={error} onRetry={() => void Promise.all([me.refetch(), disputes.refetch()])} />
  if (!me.data || !disputes.data) return <Loading />
  const all = disputes.data.pages.flatMap((page) => page.data)
  const waits = all.some(({ status }) => status === 'OPEN')
  return (
    <>
      <p className={account.text}>
        您注册的证件号码已有另一账号。请上传证明号码属于您的材料，并在核实时携带证件原件到所选区县的登记单位窗口；决定会通知双方。
      </p>
      {me.data.numberState === 'CONTESTED' && !waits && (
        <ForRole needs="MANAGE">
          <Ask />
        </ForRole>
      )}
      {me.data.numberState === 'OWN' && all.length === 0 && (
        <p role="status" className={account.good}>
          本账号的证件号码没有争议，不需要申诉。
        </p>
      )}
      <ul className={blocks.cards}>
        {all.map((one) => (
          <Card key={one.id} dispute={one} />
        ))}
      </ul>
      <More pages={disputes} />
    </>
  )
}

function Ask() {
  const ids = useId()
  const evidence = useEvidence()
  const [text, setText] = useState('')
  const [districtCode, setDistrictCode] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const open = useMutation(openDisputeMutation)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (open.isPending) return
    const missing =
      text.trim().length < 4
        ? '请填写情况说明，至少 4 个字'
        : districtCode === null
          ? '请选择办理的区县'
          : evidence.problem
    setFault(missing)
    if (missing === null && districtCode) open.mutate({ text, districtCode, photoIds: evidence.photoIds })
  }
  return (
    <form method="post" className={account.form} onSubmit={submit} noValidate>
      <div className={fields.fields}>
        <div className={fields.field}>
          <label>
            <span className={fields.label}>情况说明</span>
            <textarea
              className={fields.input}
              style={{ width: '100%', minHeight: 96, padding: 8 }}
              maxLength={500}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </label>
        </div>
        <div className={fields.field}>
          <span id={`${ids}-district`} className={fields.label}>
            办理的区县
          </span>
          <OwnerDistrictPicker
            labelId={`${ids}-district`}
            label="办理的区县"
            value={districtCode}
            onChange={setDistrictCode}
          />
        </div>
      </div>
      <EvidencePhotos evidence={evidence} />
      {fault && (
        <p role="alert" className={fields.fault}>
          {fault}
        </p>
      )}
      <Refusal error={open.error instanceof ApiError ? open.error : null} />
      <button type="submit" className={account.submit} disabled={open.isPending}>
        {open.isPending ? '正在提交…' : '提交申诉'}
      </button>
    </form>
  )
}

const TONES = { OPEN: 'wait', UPHELD: 'good', REFUSED: 'bad' } as const

function Card({ dispute }: { dispute: OwnDispute }) {
  const { status, text, bureauArea, createdAt, photos, answer, decidedAt } = dispute
  return (
    <li className={blocks.card}>
      <p className={blocks.status} data-tone={TONES[status]}>
        {DISPUTE_STATUS_LABELS[status]}
      </p>
      <dl className={blocks.rows}>
        <div>
          <dt>提交</dt>
          <dd>
            {chinaMinute(new Date(createdAt))}，{bureauArea}
          </dd>
        </div>
        <div>
          <dt>说明</dt>
          <dd>{text}</dd>
        </div>
        <div>
          <dt>材料</dt>
          <dd>{photos} 张照片</dd>
        </div>
        {answer && decidedAt && (
          <div>
            <dt>决定</dt>
            <dd>
              {chinaMinute(new Date(decidedAt))}：{answer}
            </dd>
          </div>
        )}
      </dl>
    </li>
  )
}
