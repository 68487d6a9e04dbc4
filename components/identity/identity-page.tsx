'use client'

import { useMutation } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { Empty } from '@/components/ui/states'
import { lookUpAccountMutation } from '@/lib/features/identity/api'
import type { FoundAccount, LookUpAccount } from '@/lib/features/identity/schema'
import { AccountFound } from './account-found'
import { LookUpForm } from './look-up-form'

/** 核验身份: the owner stands at the desk with the original, and names the phone of the account where there still is one. */
export function IdentityPage() {
  const lookUp = useMutation(lookUpAccountMutation)
  const [found, setFound] = useState<FoundAccount[] | undefined>(undefined)
  async function find(input: LookUpAccount) {
    setFound(undefined)
    const answer = await lookUp.mutateAsync(input).catch(() => undefined)
    if (answer) setFound(answer.data)
  }
  const replace = (account: FoundAccount) =>
    setFound((before) => before?.map((one) => (one.id === account.id ? account : one)))
  return (
    <>
      <PageHeader
        title="核验身份"
        hint="机主持证件原件在场时办理：核验身份、更换手机号、单位更名；手机号已经不用的，按证件原件上的号码查找。查找和办理都留痕"
      />
      <LookUpForm busy={lookUp.isPending} onFind={(input) => void find(input)} />
      {lookUp.error && <Alert role="alert" type="error" showIcon title={lookUp.error.message} />}
      {found?.length === 0 && (
        <Empty
          title="没有查到账号"
          hint="请核对手机号，或改按证件原件上的完整号码查找；没有账号的，可在手机上注册，没有手机的在“窗口代办”办理。"
        />
      )}
      {found?.map((account) => (
        <AccountFound key={account.id} account={account} onChanged={replace} />
      ))}
    </>
  )
}
