import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form } from 'antd'
import { useState } from 'react'
import { showFaults } from '@/components/ui/form-faults'
import { Compared, LastFour } from '@/components/ui/original-fields'
import { proveAccountMutation } from '@/lib/features/identity/api'
import type { FoundAccount } from '@/lib/features/identity/schema'
import styles from './identity.module.css'

type Props = { account: FoundAccount; onProved: (account: FoundAccount) => void }

const CHECKED = {
  PERSON: '证件原件上的照片、姓名与来人一致，姓名与账号一致',
  UNIT: '营业执照（登记证书）原件上的名称与账号一致，经办人身份证件已核对',
} as const

/** 核验: the last four characters as they stand in the original. */
export function ProofForm({ account: { id, type, name }, onProved }: Props) {
  const prove = useMutation(proveAccountMutation)
  const { message } = App.useApp()
  const [form] = Form.useForm<{ idTail: string; compared: boolean }>()
  const [fault, setFault] = useState<string | null>(null)
  async function submit({ idTail }: { idTail: string }) {
    setFault(null)
    try {
      const { machines, ...proved } = await prove.mutateAsync({ id, idTail })
      message.success(
        machines > 0
          ? `已核验“${name}”，旧系统登记的 ${machines} 台机械已归入该账号`
          : `已核验“${name}”的身份`,
      )
      onProved(proved)
    } catch (error) {
      setFault(showFaults(form, error))
    }
  }
  return (
    <Form
      name="proof"
      form={form}
      layout="vertical"
      onFinish={(fields) => void submit(fields)}
      aria-label="核验"
    >
      {fault && <Alert role="alert" type="error" showIcon title={fault} style={{ marginBottom: 12 }} />}
      <LastFour />
      <Compared>{CHECKED[type]}</Compared>
      <p className={styles.quiet}>
        核验后，该账号可以办理机主变更和注销；旧系统中名称和证件都一致的机械随即归入该账号。
      </p>
      <Button type="primary" htmlType="submit" loading={prove.isPending}>
        核验“{name}”
      </Button>
    </Form>
  )
}
