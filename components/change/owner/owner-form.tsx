'use client'

import { PhoneAndCode, type PhoneLabels } from '@/components/account/phone-and-code'
import styles from '@/components/mobile/blocks.module.css'
import { Field } from '@/components/mobile/field'
import { faultsOf } from '@/components/mobile/use-fields'
import { sendTransferCode } from '@/lib/features/change/api/owner'
import { ownerInput, transferCodeInput } from '@/lib/features/change/schema/input'
import type { ChangeDto } from '@/lib/features/change/schema/owner'
import type { MachineDto } from '@/lib/features/dossier/schema/owner'
import { ChangeForm } from './change-form'
import { useChangeRequest } from './use-change-request'
import { type ChangeDraft, useKept } from './use-kept'

const EMPTY = {
  fromIdNumber: '',
  fromPhone: '',
  fromCode: '',
  toName: '',
  toIdNumber: '',
  toPhone: '',
  toCode: '',
}
type Name = keyof typeof EMPTY
/** Codes are valid for minutes; numbers of papers, one of them somebody else's, do not stay on a phone. */
const NEVER_KEPT = ['fromIdNumber', 'fromCode', 'toIdNumber', 'toCode']

const FROM: PhoneLabels = {
  phone: '原机械所有者手机号',
  phonePlaceholder: '请输入原机械所有者手机号',
  send: '验证码',
  code: '确认验证码',
  codePlaceholder: '请输入原机主的验证码',
}
const TO: PhoneLabels = {
  phone: '新机械所有者手机号',
  phonePlaceholder: '请输入新机械所有者手机号',
  send: '验证码',
  code: '确认验证码',
  codePlaceholder: '请输入新机主的验证码',
}

/** (1) 机主信息变更: both owners, both codes, in the order and with the labels of the manual. */
export function OwnerForm({
  machine,
  draft,
  onDone,
}: {
  machine: MachineDto
  draft: ChangeDraft
  onDone: (change: ChangeDto) => void
}) {
  const form = useChangeRequest(machine.id, onDone)
  const { values, enter } = useKept(draft, EMPTY, NEVER_KEPT)
  const part = (name: Name) => ({
    value: values[name],
    fault: form.faults[name],
    onValue: (value: string) => {
      form.forget(name)
      enter({ [name]: value })
    },
  })
  const body = { type: 'OWNER' as const, ...values }
  const submit = () => {
    const found = Object.entries(faultsOf(ownerInput, body))
    if (found.length > 0) {
      return void form.setFaults(Object.fromEntries(found.map(([name, fault]) => [name, String(fault)])))
    }
    return body
  }
  const sides = { fromPhone: values.fromPhone, toPhone: values.toPhone, toName: values.toName }
  const codeOf = (side: 'FROM' | 'TO') => ({
    send: (_phone: string, humanCheck?: string) =>
      sendTransferCode(machine.id, { side, ...sides, humanCheck }),
    // Both messages name the machine and the other side.
    isReady: () => {
      const found = Object.entries(faultsOf(transferCodeInput, { side, ...sides }))
      form.setFaults((all) => ({
        ...all,
        ...Object.fromEntries(
          found.map(([name, fault]) => [name, `先填好这一项，短信要写明对方：${String(fault)}`]),
        ),
      }))
      return found.length === 0
    },
  })
  return (
    <ChangeForm
      machine={machine}
      type="OWNER"
      form={form}
      draft={draft}
      onSubmit={submit}
      question={{
        title: '确认变更机主？',
        act: '确认变更',
        danger: true,
        text: (
          <p>
            将立即变更到“{values.toName}”（手机号 {values.toPhone}
            ）名下，由新所有者管理，您不能自行撤回。
          </p>
        ),
      }}
    >
      <section className={styles.box} aria-label="原机械所有者">
        <p className={styles.hint}>
          原机械所有者和新机械所有者都必须已经注册；双方的手机都会收到验证码，短信写明机械和对方，两个验证码都填写正确才能变更。请先填好双方的手机号和新机械所有者姓名，再获取验证码。
        </p>
        <Field
          label="原机械所有者身份证号"
          name="from-id"
          autoComplete="off"
          placeholder="请输入原机械身份证号"
          {...part('fromIdNumber')}
        />
        <PhoneAndCode
          purpose="TRANSFER_FROM"
          {...codeOf('FROM')}
          labels={FROM}
          phone={part('fromPhone')}
          code={part('fromCode')}
          onPhoneFault={(fault) => form.setFaults((all) => ({ ...all, fromPhone: String(fault) }))}
        />
      </section>
      <section className={styles.box} aria-label="新机械所有者">
        <Field
          label="新机械所有者姓名"
          name="to-name"
          autoComplete="off"
          placeholder="请输入新机械所有者姓名"
          {...part('toName')}
        />
        <Field
          label="新机械所有者身份证号"
          name="to-id"
          autoComplete="off"
          placeholder="请输入新机械身份证号"
          {...part('toIdNumber')}
        />
        <PhoneAndCode
          purpose="TRANSFER_TO"
          {...codeOf('TO')}
          labels={TO}
          phone={part('toPhone')}
          code={part('toCode')}
          onPhoneFault={(fault) => form.setFaults((all) => ({ ...all, toPhone: String(fault) }))}
        />
      </section>
      <p className={styles.note}>单位填写单位名称和统一社会信用代码；用其他证件注册的，填写该证件的号码。</p>
    </ChangeForm>
  )
}
