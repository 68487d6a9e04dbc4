import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { LookUpAccount } from '@/lib/features/identity/schema'
import styles from './identity.module.css'
import { phoneRule } from './phone-rule'

type By = 'phone' | 'idNumber'
type Fields = { phone?: string; idNumber?: string }

/** Finds an account by its phone, or by the number that stands in the original. */
export function LookUpForm({ busy, onFind }: { busy: boolean; onFind: (input: LookUpAccount) => void }) {
  const [by, setBy] = useState<By>('phone')
  return (
    <Form
      name="look"
      layout="inline"
      className={styles.look}
      onFinish={({ phone = '', idNumber = '' }: Fields) => onFind(by === 'phone' ? { phone } : { idNumber })}
      aria-label="查找账号"
      validateTrigger="onSubmit"
    >
      <Form.Item>
        <Radio.Group
          aria-label="查找方式"
          optionType="button"
          value={by}
          onChange={({ target }) => setBy(target.value)}
          options={[
            { value: 'phone', label: '按手机号' },
            { value: 'idNumber', label: '按证件号码' },
          ]}
        />
      </Form.Item>
      {by === 'phone' ? (
        <Form.Item name="phone" label="账号的手机号" rules={[phoneRule]}>
          <Input autoFocus autoComplete="off" inputMode="tel" style={{ width: 220 }} />
        </Form.Item>
      ) : (
        <Form.Item
          name="idNumber"
          label="证件原件上的完整号码"
          rules={[{ required: true, min: 6, message: '请填写证件原件上的完整号码' }]}
        >
          <Input autoFocus autoComplete="off" style={{ width: 220 }} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" loading={busy}>
        查找
      </Button>
    </Form>
  )
}
