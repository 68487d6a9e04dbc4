import { NO_TICKS, type Ticks, tickFaults } from '@/components/consent/consent-faults'
import { type Faults, faultsOf } from '@/components/mobile/use-fields'
import { normaliseIdNumber } from '@/lib/core/id-number'
import { createAccountEndpoint, idNumberMessage } from '@/lib/features/account/schema'
import { PASSWORDS_DIFFER } from './new-password-fields'

export type Kind = 'UNIT' | 'PERSON'
export type Registration = Record<'name' | 'idNumber' | 'password' | 'again' | 'phone' | 'code', string> &
  Ticks

export const EMPTY: Registration = {
  name: '',
  idNumber: '',
  password: '',
  again: '',
  phone: '',
  code: '',
  ...NO_TICKS,
}

type Labels = { name: string; nameHint: string; idNumber: string; idNumberHint: string }

/** Labels of the manual (第二步). */
export const LABELS: Record<Kind, Labels> = {
  UNIT: {
    name: '单位名称',
    nameHint: '输入单位名称',
    idNumber: '证件号',
    idNumberHint: '输入统一社会信用代码',
  },
  PERSON: {
    name: '姓名',
    nameHint: '输入姓名',
    idNumber: '身份证号',
    idNumberHint: '输入个人身份证号',
  },
}

/** The server's validation, whether both passwords match and both boxes are ticked. */
export function registrationFaults(
  type: Kind,
  { again, notice, sensitive, ...values }: Registration,
): Faults<keyof Registration> {
  const faults: Faults<keyof Registration> = faultsOf(createAccountEndpoint.body, { ...values, type })
  const labels = LABELS[type]
  if (values.name === '') faults.name = `请填写${labels.name}`
  // The schema checks the number only once all else is valid; here it is reported with the rest.
  if (values.idNumber === '') faults.idNumber = `请${labels.idNumberHint.replace('输入', '填写')}`
  else faults.idNumber = idNumberMessage(type, normaliseIdNumber(values.idNumber)) ?? undefined
  if (again === '') faults.again = '请再次输入密码'
  else if (again !== values.password) faults.again = PASSWORDS_DIFFER
  return { ...faults, ...tickFaults({ notice, sensitive }) }
}

const STORAGE_KEY = 'nrmm.registration'

/** Stored in the tab while the owner reads the message with the code: everything but passwords. */
type StoredRegistration = { kind: Kind; name: string; idNumber: string }

export function storeRegistration(stored: StoredRegistration | null): void {
  try {
    if (stored) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(stored))
    else sessionStorage.removeItem(STORAGE_KEY)
  } catch {
    // No storage available.
  }
}

export function storedRegistration(): Partial<StoredRegistration> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return {}
    const text = (name: keyof StoredRegistration) => {
      const value: unknown = Reflect.get(stored, name)
      return typeof value === 'string' ? value : undefined
    }
    return {
      kind: text('kind') === 'PERSON' ? 'PERSON' : 'UNIT',
      name: text('name'),
      idNumber: text('idNumber'),
    }
  } catch {
    return {}
  }
}
