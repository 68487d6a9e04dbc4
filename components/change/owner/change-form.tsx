'use client'

import Button from 'antd-mobile/es/components/button'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import styles from '@/components/mobile/blocks.module.css'
import { Confirm } from '@/components/mobile/confirm'
import { MobilePage } from '@/components/mobile/mobile-page'
import type { ChangeBody } from '@/lib/features/change/api/owner'
import { CHANGE_TYPE_LABELS, type ChangeType } from '@/lib/features/change/schema/change'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import own from './change.module.css'
import type { ChangeRequest } from './use-change-request'
import type { ChangeDraft } from './use-kept'

/** When and how a change takes effect, shown before it is submitted. */
const EFFECT_NOTES: Record<ChangeType, string> = {
  OWNER: '双方验证码都正确的，提交后立即生效：机械归新所有者所有，您的账号不再显示这台机械。',
  PLACE: '提交后立即生效，原地点和现所在地的生态环境部门都能看到。',
  DPF: '提交后由生态环境部门审核，审核通过后生效；审核以前仍按原来的信息。',
  DETAILS: '提交后由生态环境部门审核，审核通过后生效；审核以前仍按原来的信息。',
  CANCELLATION: '提交后由生态环境部门审核，审核通过后登记注销，采集卡不再有效，不能恢复。',
}

type Props = {
  machine: MachineDto
  type: ChangeType
  form: ChangeRequest
  draft: ChangeDraft
  /** Checks the form. @returns what is to be sent, or nothing when the form shows what is wrong */
  onSubmit: () => ChangeBody | undefined
  /** Asked before it is sent: what happens to the machine. */
  question: { title: string; act: string; danger?: boolean; text: ReactNode }
  children: ReactNode
  /** Below the form: links elsewhere. */
  after?: ReactNode
}

/** Frame of every 信息变更 form: the machine, the fields, when the change takes effect, 提交. */
export function ChangeForm({ machine, type, form, draft, onSubmit, question, children, after }: Props) {
  const { registrationNumber, category } = machine
  const { busy, failure, faults } = form
  const formElement = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState<ChangeBody>()
  useEffect(() => {
    if (Object.keys(faults).length === 0) return
    const fault = formElement.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [data-faulty], [id^="photos."] [role="alert"]',
    )
    // Not by `:has`, which the oldest browsers served refuse with an error.
    const photo = fault?.closest<HTMLElement>('[id^="photos."]')
    const first = photo ?? fault
    first?.focus()
  }, [faults])
  return (
    <MobilePage
      title="信息变更"
      back={`/m/machines/${machine.id}`}
      footer={
        <Button block color="primary" size="large" type="submit" form="change" loading={busy} disabled={busy}>
          提交
        </Button>
      }
    >
      <form
        method="post"
        id="change"
        ref={formElement}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) setAsked(onSubmit())
        }}
      >
        <section className={styles.box} aria-label="机械">
          <h2>{CHANGE_TYPE_LABELS[type]}</h2>
          <p>
            {registrationNumber} {category?.name}
          </p>
        </section>
        {Object.keys(draft.kept).length + draft.photos.length > 0 && (
          <p role="status" className={own.kept}>
            已恢复上次填写、没有提交的内容
            <button type="button" onClick={draft.restart}>
              清空重填
            </button>
          </p>
        )}
        {children}
        {failure && (
          <p role="alert" className={styles.alert}>
            {failure}
          </p>
        )}
        <p className={own.when}>{EFFECT_NOTES[type]}</p>
      </form>
      {after}
      {asked && (
        <Confirm
          title={question.title}
          act={question.act}
          danger={question.danger}
          onAct={() => form.send(asked)}
          onClose={() => setAsked(undefined)}
        >
          <p>
            机械 {registrationNumber} {category?.name}
          </p>
          {question.text}
        </Confirm>
      )}
    </MobilePage>
  )
}
