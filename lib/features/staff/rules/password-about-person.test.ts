import { expect, it } from 'vitest'
import { isAboutPerson } from './password-about-person'

it.each([
  ['wang.fang2026', true],
  ['Wang.Fang2026', true],
  ['王芳nrmm2026', true],
  ['2026阿依夏木买买提x', true],
  ['wangfang2026', false],
  ['Kuaile-2026', false],
])('%s', (password, about) => {
  const name = password.includes('阿') ? '阿依夏木·买买提' : '王芳'
  expect(isAboutPerson(password, { username: 'wang.fang', name })).toBe(about)
})
