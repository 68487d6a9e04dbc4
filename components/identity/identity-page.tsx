'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { normalisePhone, PHONE_PATTERN } from '@/lib/core/phone'
import { lookUpAccountMutation } from '@/lib/features/identity/api'
import type { FoundAccount } from '@/lib/features/identity/schema'
import { AccountFound } from './account-found'
import styles from './identity.module.css'

/** 核验身份: the owner stands at the desk with the original and names the phone of the account. */
export function IdentityPage() {
  const lookUp = useMutation(lookUpAccountMutation)
  const [found, setFound] = useState<FoundAccount | null | undefined>(undefined)
  async function find({ phone }: { phone: string }) {
    setFound(undefined)
    const { data } = await lookUp.mutateAsync(phone).catch(() => ({ data: undefined }))
    if (data) setFound(data[0] ?? null)
  }
  return (
    <>
      <PageHeader
        title="核验身份"
        hint="机主持证件原件在场时办理：请机主说出账号的手机号，看原件填写证件号后四位；查找和核验都留痕"
      />
      <Form
        layout="inline"
        className={styles.look}
        onFinish={(fields) => void find(fields)}
        aria-label="查找账号"
        validateTrigger="onSubmit"
      >
        <Form.Item
          name="phone"
          label="账号的手机号"
          rules={[
            {
              validator: (_, value: string = '') =>
                PHONE_PATTERN.test(normalisePhone(value))
                  ? Promise.resolve()
                  : Promise.reject(new Error('手机号应为 11 位数字，以 1 开头')),
            },
          ]}
        >
          <Input autoFocus autoComplete="off" inputMode="tel" style={{ width: 220 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={lookUp.isPending}>
          查找
        </Button>
      </Form>
      {lookUp.error && <Alert role="alert" type="error" showIcon title={lookUp.error.message} />}
      {found === null && (
        <Empty
          title="没有用这个手机号注册的账号"
          hint="请机主核对手机号；没有账号的，可在手机上注册，没有手机的在“窗口代办”办理。"
        />
      )}
      {found && <AccountFound key={found.id} account={found} onProved={setFound} />}
    </>
  )
}
