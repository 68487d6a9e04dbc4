import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { showFaults } from '@/components/ui/form-faults'
import { Compared, LastFour } from '@/components/ui/original-fields'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { renameUnitMutation } from '@/lib/features/rename/api'
import styles from './identity.module.css'

type Fields = { idTail: string; name: string; compared: boolean }
type Props = { account: FoundAccount; onChanged: (account: FoundAccount) => void }

/** 单位更名: the new licence with the code that stays, and the name that it says. */
export function RenameForm({ account: { id, name: former }, onChanged }: Props) {
  const [form] = Form.useForm<Fields>()
  const rename = useMutation(renameUnitMutation)
  const { message, modal } = App.useApp()
  const [fault, setFault] = useState<string | null>(null)
  async function submit({ idTail, name }: Fields) {
    setFault(null)
    try {
      const { machines, ...renamed } = await rename.mutateAsync({ id, idTail, name })
      message.success(
        `“${former}”已更名为“${renamed.name}”${machines > 0 ? `，旧系统登记的 ${machines} 台机械已归入该账号` : ''}`,
        8,
      )
      onChanged(renamed)
    } catch (error) {
      setFault(showFaults(form, error))
    }
  }
  const ask = (fields: Fields) => {
    modal.confirm({
      title: `把“${former}”更名为“${fields.name.trim()}”？`,
      content: '代码不变，机械和号码不变；以后打印的材料用新名称，原名称留作曾用名，仍可按它查找。',
      okText: '更名',
      onOk: () => submit(fields),
    })
  }
  return (
    <Form name="rename" form={form} layout="vertical" onFinish={ask} aria-label="单位更名">
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      <Form.Item
        name="name"
        label="新营业执照（登记证书）上的名称"
        rules={[{ required: true, whitespace: true, message: '请填写新的单位名称' }]}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <LastFour label="统一社会信用代码后四位（看原件填写）" />
      <Compared>已核对新营业执照（登记证书）原件和更名证明，代码没有变，经办人身份证件已核对</Compared>
      <p className={styles.quiet}>代码变了的不是更名，是另一单位：请办理机主变更。</p>
      <Button type="primary" htmlType="submit" loading={rename.isPending}>
        更名
      </Button>
    </Form>
  )
}
