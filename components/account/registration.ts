import { NO_TICKS, type Ticks, tickFaults } from '@/components/consent/consent-faults'
import { type Faults, faultsOf } from '@/components/mobile/use-fields'
import { normaliseIdNumber } from '@/lib/core/id-number'
import {
  documentNumberLabel,
  IDENTITY_DOCUMENTS,
  REGISTRABLE,
  type RegistrableDocument,
} from '@/lib/core/identity-document'
import { registeredNumberFault } from '@/lib/core/registered-number'
import { createAccountEndpoint } from '@/lib/features/account/schema'
import { PASSWORDS_DIFFER } from './new-password-fields'

export type Kind = 'UNIT' | 'PERSON'
export type Registration = Record<
  'name' | 'documentKind' | 'idNumber' | 'password' | 'again' | 'phone' | 'code',
  string
> &
  Ticks

export const EMPTY: Registration = {
  name: '',
  idNumber: '',
  documentKind: 'RESIDENT_ID',
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

/** What is sent: a unit has one kind of document. */
export function kindOf(type: Kind, chosen: string): RegistrableDocument {
  return type === 'UNIT' ? 'UNIT_CODE' : (REGISTRABLE.PERSON.find((each) => each === chosen) ?? 'RESIDENT_ID')
}

/** Label of the number's field: the manual's, unless the document is another than it knows. */
export function idNumberLabel(type: Kind, chosen: string): string {
  const kind = kindOf(type, chosen)
  return isOfManual(kind) ? LABELS[type].idNumber : documentNumberLabel(kind, type)
}

export function idNumberHint(type: Kind, chosen: string): string {
  const kind = kindOf(type, chosen)
  return isOfManual(kind) ? LABELS[type].idNumberHint : `输入${IDENTITY_DOCUMENTS[kind].label}的号码`
}

const isOfManual = (kind: RegistrableDocument) => kind === 'RESIDENT_ID' || kind === 'UNIT_CODE'

/** The server's validation, whether both passwords match and both boxes are ticked. */
export function registrationFaults(
  type: Kind,
  { again, notice, sensitive, documentKind, ...values }: Registration,
): Faults<keyof Registration> {
  const faults: Faults<keyof Registration> = faultsOf(createAccountEndpoint.body, {
    ...values,
    type,
    documentKind: kindOf(type, documentKind),
  })
  const labels = LABELS[type]
  if (values.name === '') faults.name = `请填写${labels.name}`
  // The schema checks the number only once all else is valid; here it is reported with the rest.
  if (values.idNumber === '')
    faults.idNumber = `请${idNumberHint(type, documentKind).replace('输入', '填写')}`
  else
    faults.idNumber =
      registeredNumberFault(type, normaliseIdNumber(values.idNumber), kindOf(type, documentKind)) ?? undefined
  if (again === '') faults.again = '请再次输入密码'
  else if (again !== values.password) faults.again = PASSWORDS_DIFFER
  return { ...faults, ...tickFaults({ notice, sensitive }) }
}

const STORAGE_KEY = 'nrmm.registration'

/** Stored in the tab while the owner reads the message with the code: everything but passwords. */
type StoredRegistration = {
  kind: Kind
  name: string
  idNumber: string
  documentKind: string
}

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
      documentKind: text('documentKind'),
    }
  } catch {
    return {}
  }
}
