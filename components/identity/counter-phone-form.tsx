import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { useSecondsLeft } from '@/components/mobile/use-seconds-left'
import { showFaults } from '@/components/ui/form-faults'
import { LastFour } from '@/components/ui/original-fields'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { changePhoneMutation, sendNewPhoneCodeMutation } from '@/lib/features/phone-change/api'
import { phoneRule } from './phone-rule'

type Fields = { idTail: string; phone: string; code: string; authority?: string }
type Props = { account: FoundAccount; onChanged: (account: FoundAccount) => void }

/** 更换手机号: the original compared, and a code that the person at the desk reads from the new phone. */
export function CounterPhoneForm({ account: { id, type, name, phoneMasked }, onChanged }: Props) {
  const [form] = Form.useForm<Fields>()
  const change = useMutation(changePhoneMutation)
  const { message, modal } = App.useApp()
  const [fault, setFault] = useState<string | null>(null)

  async function submit(fields: Fields) {
    setFault(null)
    try {
      const { machines, oldPhoneTold, ...found } = await change.mutateAsync({ id, ...fields })
      message.success(
        `“${name}”的手机号已更换为 ${found.phoneMasked}${oldPhoneTold ? '，已向原手机号发出通知短信' : ''}${machines > 0 ? `；旧系统登记的 ${machines} 台机械已归入该账号` : ''}`,
        8,
      )
      onChanged(found)
    } catch (error) {
      setFault(showFaults(form, error))
    }
  }
  const ask = (fields: Fields) => {
    modal.confirm({
      title: `把“${name}”的手机号换成 ${fields.phone}？`,
      content: `原手机号 ${phoneMasked} 不能再登录；账号的所有登录、密码和微信关联随即取消，机主须用新手机号重新登录。`,
      okText: '更换',
      onOk: () => submit(fields),
    })
  }

  return (
    <Form name="phone" form={form} layout="vertical" onFinish={ask} aria-label="更换手机号">
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      <LastFour />
      {type === 'UNIT' && (
        <Form.Item
          name="authority"
          label="出示的委托书或任职证明"
          rules={[{ required: true, min: 4, message: '请写明出示了什么，至少 4 个字' }]}
        >
          <Input autoComplete="off" maxLength={200} placeholder="如：加盖公章的委托书，经办人身份证已核对" />
        </Form.Item>
      )}
      <NewPhone id={id} form={form} onFault={setFault} />
      <Form.Item
        name="code"
        label="机主念出的验证码"
        rules={[{ required: true, pattern: /^\d{6}$/, message: '验证码是 6 位数字' }]}
      >
        <Input autoComplete="off" inputMode="numeric" maxLength={6} style={{ width: 160 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        更换手机号
      </Button>
    </Form>
  )
}

type NewPhoneProps = {
  id: string
  form: ReturnType<typeof Form.useForm<Fields>>[0]
  onFault: (fault: string | null) => void
}

function NewPhone({ id, form, onFault }: NewPhoneProps) {
  const send = useMutation(sendNewPhoneCodeMutation)
  const [until, setUntil] = useState(0)
  const secondsLeft = useSecondsLeft(until)
  async function ask() {
    onFault(null)
    const fields = await form.validateFields(['phone']).catch(() => null)
    if (!fields) return
    try {
      const { resendAfterSeconds } = await send.mutateAsync({ id, phone: fields.phone })
      setUntil(Date.now() + resendAfterSeconds * 1000)
    } catch (error) {
      onFault(showFaults(form, error))
    }
  }
  return (
    <Form.Item label="新手机号" required>
      <Space.Compact>
        <Form.Item name="phone" noStyle rules={[phoneRule]}>
          <Input autoComplete="off" inputMode="tel" style={{ width: 220 }} aria-label="新手机号" />
        </Form.Item>
        <Button onClick={() => void ask()} loading={send.isPending} disabled={secondsLeft > 0}>
          {secondsLeft > 0 ? `${secondsLeft} 秒后可重发` : '发送验证码'}
        </Button>
      </Space.Compact>
    </Form.Item>
  )
}
