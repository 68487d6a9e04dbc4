'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import account from '@/components/account/account.module.css'
import { FieldRow } from '@/components/mobile/field-row'
import css from '@/components/mobile/field-row.module.css'
import { Refusal } from '@/components/mobile/refusal'
import { Sheet } from '@/components/mobile/sheet'
import { faultsOf, useFields } from '@/components/mobile/use-fields'
import { chinaDay } from '@/lib/core/clock'
import { addMachineUser, changeMachineUser, machineUsersQuery } from '@/lib/features/machine-user/api'
import {
  DECLARED,
  MACHINE_USER_KIND_LABELS,
  type MachineUserDto,
  machineUserInput,
} from '@/lib/features/machine-user/schema'

type Props = { machineId: string; user: MachineUserDto | null; onClose: () => void }
type Name = 'kind' | 'type' | 'name' | 'phone' | 'from' | 'until'

/** Declares a user, or corrects one. */
export function UserForm({ machineId, user, onClose }: Props) {
  return (
    <Sheet title={user ? '修改使用人' : '申报使用人'} onClose={onClose}>
      {(close) => <Fields machineId={machineId} user={user} onDone={close} />}
    </Sheet>
  )
}

type FieldsProps = { machineId: string; user: MachineUserDto | null; onDone: () => void }

function Fields({ machineId, user, onDone }: FieldsProps) {
  const client = useQueryClient()
  const own = useFields<Name>(
    {
      kind: user?.kind ?? 'LESSEE',
      type: user?.type ?? 'PERSON',
      name: user?.name ?? '',
      phone: '',
      from: user?.from ?? chinaDay(new Date()),
      until: user?.until ?? '',
    },
    (values) => ({
      ...faultsOf<Name>(machineUserInput, values),
      ...(values.until !== '' && values.until < values.from ? { until: '结束日期不能早于开始日期' } : {}),
    }),
  )
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(own.values, user)
      return user ? changeMachineUser(machineId, user.id, body) : addMachineUser(machineId, body)
    },
    // Never cache a name or a phone.
    gcTime: 0,
    onError: own.refuse,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: machineUsersQuery(machineId).queryKey })
      onDone()
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!save.isPending && own.isRight()) save.mutate()
  }
  const phoneHint = user?.phoneMasked ? `（现为 ${user.phoneMasked}，不填则不变）` : '（选填）'
  return (
    <form method="post" ref={own.form} className={account.form} onSubmit={submit} noValidate>
      <div>
        <Choice own={own} name="kind" label="使用方式" options={MACHINE_USER_KIND_LABELS} />
        <Choice own={own} name="type" label="类型" options={{ PERSON: '个人', UNIT: '单位' }} />
        <Input own={own} name="name" label="姓名或单位名称" maxLength={100} required />
        <Input own={own} name="phone" label={`手机号${phoneHint}`} inputMode="tel" />
        <Input own={own} name="from" label="开始日期" type="date" required />
        <Input own={own} name="until" label="结束日期（不填为至今）" type="date" />
      </div>
      <p className={account.hint}>{DECLARED}。登记单位查看时姓名和电话部分隐去，查看完整信息会留下记录。</p>
      <Refusal error={own.notice} />
      <button type="submit" data-act className={account.submit} disabled={save.isPending}>
        {save.isPending ? '正在保存…' : '保存'}
      </button>
    </form>
  )
}

/** An empty phone leaves the stored one; an empty last day means until further notice. */
function bodyOf({ kind, type, name, phone, from, until }: Record<Name, string>, user: MachineUserDto | null) {
  const told = phone === '' && user ? {} : { phone: phone === '' ? null : phone }
  return {
    kind: kind as MachineUserDto['kind'],
    type: type as MachineUserDto['type'],
    name,
    from,
    until: until === '' ? null : until,
    ...told,
  }
}

type Own = ReturnType<typeof useFields<Name>>
type InputProps = {
  own: Own
  name: Name
  label: string
  required?: boolean
  type?: 'date'
  inputMode?: 'tel'
  maxLength?: number
}

function Input({ own, name, label, required = false, ...input }: InputProps) {
  const id = useId()
  const { value, fault, onValue, onBlur } = own.part(name)
  return (
    <FieldRow
      id={id}
      labelId={`${id}-label`}
      faultId={`${id}-fault`}
      label={label}
      required={required}
      wide
      fault={typeof fault === 'string' ? fault : undefined}
    >
      <input
        {...input}
        id={id}
        className={css.input}
        autoComplete="off"
        value={value}
        aria-required={required}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onChange={({ target }) => onValue(target.value)}
        onBlur={onBlur}
      />
    </FieldRow>
  )
}

type ChoiceProps = { own: Own; name: 'kind' | 'type'; label: string; options: Record<string, string> }

function Choice({ own, name, label, options }: ChoiceProps) {
  const id = useId()
  const { value, onValue } = own.part(name)
  return (
    <FieldRow id={id} labelId={`${id}-label`} faultId={`${id}-fault`} label={label} required wide>
      <select id={id} className={css.input} value={value} onChange={({ target }) => onValue(target.value)}>
        {Object.entries(options).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </FieldRow>
  )
}
