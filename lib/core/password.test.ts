import { expect, it } from 'vitest'
import { isAbout } from './password'

it.each([
  ['wang.fang2026', true],
  ['Wang.Fang2026', true],
  ['王芳nrmm2026', true],
  ['2026阿依夏木买买提x', true],
  ['wangfang2026', false],
  ['Kuaile-2026', false],
])('%s', (password, about) => {
  const name = password.includes('阿') ? '阿依夏木·买买提' : '王芳'
  expect(isAbout(password, ['wang.fang', name, '']), password).toBe(about)
})
