'use client'

import type { ReactNode } from 'react'
import { PasswordField } from '@/components/mobile/password-field'

type Part = { value: string; fault?: ReactNode; onValue: (value: string) => void; onBlur?: () => void }

export const PASSWORDS_DIFFER = '两次输入的密码不一致'

/** 密码 and 确认密码; a hint shows the rule before anything is typed. */
export function NewPasswordFields({
  password,
  again,
  label = '密码',
}: {
  password: Part
  again: Part
  label?: string
}) {
  return (
    <>
      <PasswordField
        label={label}
        name="password"
        autoComplete="new-password"
        placeholder="输入密码"
        hint="8–64 位，须同时包含字母和数字"
        {...password}
      />
      <PasswordField
        label="确认密码"
        name="again"
        autoComplete="new-password"
        placeholder="再次输入密码"
        {...again}
      />
    </>
  )
}
