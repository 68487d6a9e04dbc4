import { describe, expect, it } from 'vitest'
import type { DeskFiling } from '../schema/console'
import { approvalCare } from './approval-care'

type Check = DeskFiling['checks'][number]
const check = (result: Check['result'], code: Check['code'], ...paths: string[]): Check => ({
  code,
  result,
  level: result === 'CLEAR' ? 'OK' : 'WARN',
  text: code,
  paths,
  filingIds: [],
  version: 1,
})
const differs = (path: string, lookAlike: boolean): DeskFiling['comparisons'][number] => ({
  path,
  typed: 'XUGO215',
  read: 'XUG0215',
  result: 'DIFFERS',
  photoId: null,
  box: null,
  score: null,
  lookAlike,
  differing: [],
})
const suggestedStage = { code: '3', reason: '', basis: '' }

describe('before an approval', () => {
  it('a code that differs by look-alikes is to be compared, other missing checks are counted', () => {
    const checks = [
      check('NOT_CHECKED', 'PLATE_TEXT', 'machine.serial'),
      check('NOT_CHECKED', 'PLATE_TEXT', 'engine.serial'),
      check('NOT_CHECKED', 'PHOTO_PLACE'),
      check('CLEAR', 'FORMAT'),
    ]
    const care = approvalCare({ checks, comparisons: [differs('machine.serial', true)], suggestedStage })
    expect(care).toMatchObject({ toCompare: [checks[0]], doubts: [], unchecked: 2, stageInDoubt: false })
  })

  it('a stage is not taken over while what it goes by is in doubt', () => {
    const doubted = (path: string) =>
      approvalCare({ checks: [check('DOUBT', 'PLATE_TEXT', path)], comparisons: [], suggestedStage })
        .stageInDoubt
    expect(doubted('machine.manufacturedOn')).toBe(true)
    expect(doubted('codes.disclosureNumber')).toBe(true)
    expect(doubted('machine.serial')).toBe(false)
  })
})
