import { Input, type InputRef } from 'antd'
import { type RefObject, useId } from 'react'
import { PATH } from '@/lib/features/pickup/rules/collector'
import css from './counter.module.css'
import type { HandOver } from './use-hand-over'

type Props = { form: HandOver; nameInput: RefObject<InputRef | null>; idInput: RefObject<InputRef | null> }

/** Name and document number of the collector, typed from the document: the page shows no digit of the registered one. */
export function IdentityFields({ form, nameInput, idInput }: Props) {
  const { registered, faults } = form
  const person = registered?.type === 'PERSON'
  const tailEnough = form.kind !== 'OTHER'
  return (
    <div className={css.identity}>
      {person ? (
        <p>
          登记姓名：<strong>{registered.name}</strong>
        </p>
      ) : (
        <Field
          input={nameInput}
          label={registered ? '经办人姓名' : '代领人姓名'}
          fault={faults[PATH.name]}
          value={form.name}
          onChange={form.setTypedName}
          autoFocus
        />
      )}
      <Field
        input={idInput}
        label={idLabel(tailEnough, person)}
        fault={faults[PATH.idNumber]}
        value={form.idNumber}
        onChange={form.setIdNumber}
        hint={tailEnough ? '从领取人出示的证件上读取' : undefined}
        // The first field to fill in where the name is known.
        autoFocus={person}
      />
      {faults[PATH.kind] && <p className={css.refused}>{faults[PATH.kind]}</p>}
    </div>
  )
}

function idLabel(tailEnough: boolean, person: boolean): string {
  if (!tailEnough) return '代领人身份证号（18 位）'
  return person ? '证件号后四位或全号' : '信用代码后四位，或经办人身份证号'
}

type FieldProps = {
  input: RefObject<InputRef | null>
  label: string
  value: string
  onChange: (value: string) => void
  fault: string | undefined
  hint?: string
  autoFocus?: boolean
}

function Field({ input, label, value, onChange, fault, hint, autoFocus }: FieldProps) {
  const id = useId()
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <Input
        ref={input}
        id={id}
        value={value}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        status={fault ? 'error' : undefined}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className={fault ? css.refused : css.soft} aria-live="polite">
        {fault ?? hint}
      </p>
    </div>
  )
}
