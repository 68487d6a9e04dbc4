import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '@/components/mobile/field'
import { faultsOf, useFields } from '@/components/mobile/use-fields'
import type { UnitRole } from '@/lib/core/unit-role'
import { invite } from '@/lib/features/member/api'
import { inviteEndpoint } from '@/lib/features/member/schema'
import { AskForm } from './ask-form'
import { RoleChoice } from './role-choice'

/** Invites whoever has a phone. */
export function InviteForm({ onInvited }: { onInvited: () => Promise<unknown> }) {
  const [role, setRole] = useState<UnitRole>('FILE')
  const own = useFields({ phone: '' }, (values) =>
    faultsOf(inviteEndpoint.body.pick({ phone: true }), values),
  )
  const sending = useMutation({
    mutationFn: () => invite({ phone: own.values.phone, role }),
    onSuccess: () => own.fill({ phone: '' }),
    onError: own.refuse,
    onSettled: onInvited,
  })
  const done = sending.data?.messaged
    ? '已发出邀请，并已提交短信。'
    : '已记下邀请。本系统没有配置这类短信，请自行告诉对方登录后接受。'
  return (
    <AskForm
      title="邀请人员"
      act="邀请"
      acting="正在邀请…"
      own={own}
      sending={sending}
      done={sending.data ? done : null}
    >
      <Field
        label="手机号"
        placeholder="输入对方的手机号"
        inputMode="tel"
        autoComplete="off"
        name="phone"
        hint="对方以这个手机号的个人账号登录后，自己决定是否接受。7 天内有效。"
        {...own.part('phone')}
      />
      <RoleChoice role={role} onRole={setRole} />
    </AskForm>
  )
}
