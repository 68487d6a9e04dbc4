import { expect, test } from 'vitest'
import { stageInNumber } from './stage-number'

test.each([
  ['CN FJ G3 00 0L81 000192 000002', '3'],
  ['cnfjg3000l81000192000002', '3'],
  ['CN-FJ-G4-00-0L81-000192-000002', '4'],
  ['*CN FC G2 0430 03 0000*', '2'],
  ['ＣＮ ＦＣ Ｇ１ ０４３０ ０３ ００００', '1'],
  ['CN FC G3 00 0146 000015 000001', '3'],
  ['CN FJ G5 00 0L81 000192 000002', null],
  ['CN FJ G3 00 0L81 000192 00002', null],
  ['CN FJ G3 00 0L81 000192 0000021', null],
  ['CN ZC G4 Z2 0L81 000192 000002', null],
  ['FJ CN G3 00 0L81 000192 000002', null],
  ['WP6G3', null],
  ['', null],
])('the number %j says %j', (text, stage) => expect(stageInNumber(text)).toBe(stage))
