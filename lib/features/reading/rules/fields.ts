import type { PhotoSlot } from '@/lib/features/photo/schema'

export type ValueKind =
  | 'ENV_CODE'
  | 'DISCLOSURE'
  | 'APPROVAL'
  | 'SERIAL'
  | 'PIN'
  | 'MODEL'
  | 'FAMILY'
  | 'MAKER'
  | 'BRAND'
  | 'NAME'
  | 'POWER'
  | 'SPEED'
  | 'DATE'
  | 'PLATE'
/** What a value on a plate belongs to, as far as its label says. */
export type Scope = 'MACHINE' | 'ENGINE'
export type Way = 'code' | 'name' | 'number' | 'date'

export type ReadableField = {
  path: string
  kind: ValueKind
  scope: Scope | null
  way: Way
  /** Where it may stand (manual, 各种铭牌的说明). */
  slots: readonly PhotoSlot[]
  /** Of those, where another value of the kind is that field's: the plate of the thing itself. */
  own: readonly PhotoSlot[]
}

const PAPERS = ['ENV_LABEL', 'CHECKLIST_FRONT', 'CHECKLIST_BACK', 'CERTIFICATE'] as const
const MACHINE = ['MACHINE_PLATE', ...PAPERS] as const
const ENGINE = ['ENGINE_PLATE', 'ENGINE_APPROVAL', ...PAPERS] as const
const ENGINE_OWN = ['ENGINE_PLATE', 'ENGINE_APPROVAL'] as const

const machine = (name: string, kind: ValueKind, way: Way): ReadableField => ({
  path: `machine.${name}`,
  kind,
  scope: 'MACHINE',
  way,
  slots: MACHINE,
  own: ['MACHINE_PLATE'],
})
const engine = (name: string, kind: ValueKind, way: Way): ReadableField => ({
  path: `engine.${name}`,
  kind,
  scope: 'ENGINE',
  way,
  slots: ENGINE,
  own: ENGINE_OWN,
})

/** The fields that stand on plates, labels or papers, in form order. */
export const READABLE: readonly ReadableField[] = [
  { path: 'plate', kind: 'PLATE', scope: null, way: 'code', slots: ['PLATE_NUMBER'], own: ['PLATE_NUMBER'] },
  {
    path: 'codes.machineEnvCode',
    kind: 'ENV_CODE',
    scope: null,
    way: 'code',
    slots: ['MACHINE_ENV_CODE', 'MACHINE_PLATE', ...PAPERS],
    own: ['MACHINE_ENV_CODE'],
  },
  {
    path: 'codes.disclosureNumber',
    kind: 'DISCLOSURE',
    scope: null,
    way: 'code',
    slots: ['ENV_LABEL', 'CHECKLIST_FRONT', 'CHECKLIST_BACK', 'MACHINE_PLATE', 'ENGINE_PLATE', 'CERTIFICATE'],
    own: ['ENV_LABEL', 'CHECKLIST_FRONT'],
  },
  {
    path: 'codes.engineApprovalNumber',
    kind: 'APPROVAL',
    scope: null,
    way: 'code',
    slots: ENGINE,
    own: ENGINE_OWN,
  },
  machine('name', 'NAME', 'name'),
  machine('brand', 'BRAND', 'name'),
  machine('model', 'MODEL', 'code'),
  machine('manufacturer', 'MAKER', 'name'),
  machine('serial', 'SERIAL', 'code'),
  { ...machine('pin', 'PIN', 'code'), slots: ['MACHINE_PLATE', 'MACHINE_ENV_CODE', ...PAPERS] },
  machine('manufacturedOn', 'DATE', 'date'),
  machine('ratedPowerKw', 'POWER', 'number'),
  engine('model', 'MODEL', 'code'),
  engine('family', 'FAMILY', 'code'),
  engine('manufacturer', 'MAKER', 'name'),
  engine('serial', 'SERIAL', 'code'),
  engine('manufacturedOn', 'DATE', 'date'),
  engine('ratedPowerKw', 'POWER', 'number'),
  engine('ratedSpeedRpm', 'SPEED', 'number'),
]
