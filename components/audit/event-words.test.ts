import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '@/lib/core/audit-actions'
import { AUDIT_DETAILS } from '@/lib/core/audit-details'
import { AUDIT_SUBJECTS } from '@/lib/core/audit-subjects'
import type { AuditEventView } from '@/lib/features/audit/schema'
import { DETAILS } from './detail-words'
import { actionLabel, detailLines, subjectLabel } from './event-words'

const ID = '0199d1c8-7d5e-7000-8000-000000000001'
const SENTENCE = /^[\p{Script=Han}“”，、]+$/u
/** A code, a key or an id that nobody should have to read. */
const RAW = /[A-Z]{2}_?[A-Z]|[a-z][A-Z][a-z]|[0-9a-f]{8}-|undefined|\[object/

function event(more: Partial<AuditEventView>): AuditEventView {
  const actor = { kind: 'SYSTEM' as const, id: null, name: null }
  const rest = { districtCode: null, requestId: null, address: null, sealed: true, names: {} }
  return {
    id: '1',
    at: '',
    actor,
    action: 'filing.edit',
    subjectType: 'filing',
    subjectId: ID,
    details: {},
    ...rest,
    ...more,
  }
}
/** Every literal `noun.verb` of the files that write the record, by audit() or by SQL of their own. */
function writtenActions(): string[] {
  const nouns = new Set(AUDIT_ACTIONS.map((action) => action.split('.')[0]))
  const files = globSync(['lib/features/**/*.ts', 'prisma/{seed,factories}/**/*.ts']).filter(
    (file) => !file.endsWith('test.ts'),
  )
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    if (!/audit|actorKind/.test(text) || /routes|schema/.test(file)) return []
    return [
      ...text.matchAll(
        /(?:action: |audit: |'SYSTEM', |"ActorKind", \$\{actor.id\}::uuid, )'([a-z-]+\.[A-Za-z-]+)'/g,
      ),
    ]
      .map(([, action = '']) => action)
      .filter((action) => nouns.has(action.split('.')[0] ?? ''))
  })
}

describe('the words of the record', () => {
  it.each(AUDIT_ACTIONS)('%s has a sentence', (action) => {
    expect(actionLabel(action)).toMatch(SENTENCE)
    expect(actionLabel(action)).not.toBe('其他操作')
  })

  it.each(AUDIT_SUBJECTS)('%s has a name, and shows no id', (subjectType) => {
    expect(subjectLabel(event({ subjectType }))).toMatch(SENTENCE)
  })

  it.each(AUDIT_DETAILS)('%s has a label; ids and codes without a name stay unseen', (key) => {
    expect(DETAILS[key].label).toMatch(/\p{Script=Han}/u)
    for (const value of [ID, 'SOME_CODE', 7, true, null, ['SOME_CODE'], { SOME_CODE: ID }])
      for (const { label, text } of detailLines(event({ details: { [key]: value } }), {})) {
        expect(label).toMatch(/\p{Script=Han}/u)
        if (typeof value !== 'string')
          expect(text, `${key} ${JSON.stringify(value)}`).not.toMatch(/undefined|object/)
        if (value === ID && !FREE.includes(key)) expect(text, key).not.toMatch(RAW)
      }
  })

  it('covers every action that the code writes', () => {
    const written = writtenActions()
    expect(written.length).toBeGreaterThan(70)
    expect(written.filter((action) => !AUDIT_ACTIONS.some((known) => known === action))).toEqual([])
  })
})

/** Texts that people or programs wrote: shown as they are. */
const FREE: readonly string[] = [
  'abandoned',
  'alone',
  'accepted',
  'accounts',
  'added',
  'address',
  'after',
  'before',
  'certificateNumber',
  'changed',
  'code',
  'conditions',
  'contact',
  'copyNumber',
  'count',
  'days',
  'disabled',
  'doubts',
  'enabled',
  'endedSessions',
  'evidenceReason',
  'expired',
  'failure',
  'failures',
  'fileName',
  'filings',
  'firstSerial',
  'found',
  'good',
  'hours',
  'known',
  'lapsed',
  'lastSerial',
  'lockSeconds',
  'machines',
  'madeIn',
  'maxKw',
  'messages',
  'minKw',
  'moved',
  'name',
  'notChecked',
  'notRotated',
  'noticeVersion',
  'officeName',
  'photos',
  'purposeText',
  'recordsStay',
  'onsiteOnly',
  'others',
  'personal',
  'phone',
  'pickupIds',
  'prefix',
  'read',
  'reason',
  'reassigned',
  'refused',
  'registrationNumber',
  'reminder',
  'removed',
  'renamed',
  'revision',
  'route',
  'rows',
  'secondFactor',
  'seconds',
  'serverUser',
  'texts',
  'unlinkedWechat',
  'unlisted',
  'unreadable',
  'username',
  'validUntil',
  'warnBelow',
  'withNote',
  'wrong',
]
