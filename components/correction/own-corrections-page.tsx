'use client'

import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
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
import { faultsOf, useFields } from '@/components/mobile/use-fields'
import { ForRole } from '@/components/role/for-role'
import { chinaMinute } from '@/lib/core/clock'
import { askCorrectionMutation, ownCorrectionsQuery } from '@/lib/features/correction/api'
import {
  askCorrectionEndpoint,
  CORRECTION_LABELS,
  CORRECTION_STATUS_LABELS,
  CORRECTION_SUBJECTS,
  type CorrectionSubject,
  type OwnCorrection,
} from '@/lib/features/correction/schema'

/** 更正个人信息: what is corrected elsewhere, a request to a bureau, and the answers. */
export function OwnCorrectionsPage() {
  return (
    <MobilePage title="更正个人信息" back="/m/me">
      <SignedIn>
        <p className={account.text}>
          机械的信息请在“信息变更”里改，退回的登记请直接修改。账号的姓名、证件号码、手机号有错的，在这里申请，由您选的区县的生态环境部门答复；那里没有受理机构的，由上级的答复。可能需要带证件到窗口核对。
        </p>
        <ForRole needs="MANAGE">
          <Ask />
        </ForRole>
        <Asked />
      </SignedIn>
    </MobilePage>
  )
}

const EMPTY = { subject: '', text: '', districtCode: '' }

function Ask() {
  const own = useFields(EMPTY, (values) => faultsOf(askCorrectionEndpoint.body, values))
  const ids = useId()
  const ask = useMutation({
    ...askCorrectionMutation,
    onSuccess: () => own.fill({ subject: '', text: '' }),
    onError: own.refuse,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (ask.isPending || !own.isRight()) return
    const { subject, ...rest } = own.values
    ask.mutate({ ...rest, subject: subject as CorrectionSubject })
  }
  const fault = (name: keyof typeof EMPTY) =>
    own.faults[name] && (
      <p id={`${ids}-${name}`} role="alert" className={fields.fault}>
        {own.faults[name]}
      </p>
    )
  const described = (name: keyof typeof EMPTY) => (own.faults[name] ? `${ids}-${name}` : undefined)
  return (
    <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
      <div className={fields.fields}>
        <div className={fields.field}>
          <label className={fields.row}>
            <span className={fields.label}>更正什么</span>
            <select
              className={fields.input}
              value={own.values.subject}
              onChange={(event) => own.change('subject', event.target.value)}
              aria-invalid={own.faults.subject ? true : undefined}
              aria-describedby={described('subject')}
            >
              <option value="">请选择</option>
              {CORRECTION_SUBJECTS.map((subject) => (
                <option key={subject} value={subject}>
                  {CORRECTION_LABELS[subject]}
                </option>
              ))}
            </select>
          </label>
          {fault('subject')}
        </div>
        <div className={fields.field}>
          <label>
            <span className={fields.label}>哪里不对，应该是什么</span>
            <textarea
              className={fields.input}
              style={{ width: '100%', minHeight: 96, padding: 8 }}
              maxLength={500}
              value={own.values.text}
              onChange={(event) => own.change('text', event.target.value)}
              aria-invalid={own.faults.text ? true : undefined}
              aria-describedby={described('text')}
            />
          </label>
          {fault('text')}
        </div>
        <div className={fields.field}>
          <span id={`${ids}-district`} className={fields.label}>
            办理的区县
          </span>
          <OwnerDistrictPicker
            labelId={`${ids}-district`}
            label="办理的区县"
            value={own.values.districtCode || null}
            onChange={(code) => own.change('districtCode', code)}
            describedBy={described('districtCode')}
          />
          {fault('districtCode')}
        </div>
      </div>
      <Refusal error={own.notice} />
      {ask.isSuccess && (
        <p role="status" className={account.good}>
          已提交，答复会显示在下面。
        </p>
      )}
      <button type="submit" className={account.submit} disabled={ask.isPending}>
        {ask.isPending ? '正在提交…' : '提交申请'}
      </button>
    </form>
  )
}

function Asked() {
  const asked = useInfiniteQuery(ownCorrectionsQuery())
  const { data, error, refetch } = asked
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  const all = data.pages.flatMap((page) => page.data)
  if (all.length === 0) return null
  return (
    <section aria-label="我的申请" style={{ marginTop: 16 }}>
      <ul className={blocks.cards}>
        {all.map((one) => (
          <Card key={one.id} correction={one} />
        ))}
      </ul>
      <More pages={asked} />
    </section>
  )
}

const TONES = { OPEN: 'wait', ACCEPTED: 'wait', REFUSED: 'bad' } as const

function Card({ correction }: { correction: OwnCorrection }) {
  const { subject, status, text, bureauArea, bureauName, createdAt, answer, answeredAt } = correction
  const [open, setOpen] = useState(status !== 'OPEN')
  return (
    <li className={blocks.card}>
      <p className={blocks.status} data-tone={TONES[status]}>
        {CORRECTION_LABELS[subject]}：{CORRECTION_STATUS_LABELS[status]}
      </p>
      <dl className={blocks.rows}>
        <div>
          <dt>提交</dt>
          <dd>
            {chinaMinute(new Date(createdAt))}，{bureauArea}
            {bureauName && status === 'OPEN' && `，由${bureauName}答复`}
          </dd>
        </div>
        {open && (
          <div>
            <dt>申请</dt>
            <dd>{text}</dd>
          </div>
        )}
        {status === 'ACCEPTED' && (
          <div>
            <dt>注意</dt>
            <dd>同意更正不等于已经改好。现在是什么，以“我的账号”里显示的为准。</dd>
          </div>
        )}
        {answer && answeredAt && (
          <div>
            <dt>答复</dt>
            <dd>
              {answer}（{chinaMinute(new Date(answeredAt))}）
            </dd>
          </div>
        )}
      </dl>
      {!open && (
        <p className={blocks.links}>
          <button type="button" onClick={() => setOpen(true)}>
            查看申请的内容
          </button>
        </p>
      )}
    </li>
  )
}
