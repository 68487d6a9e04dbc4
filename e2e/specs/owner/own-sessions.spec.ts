import { axeFaults } from '../../fixtures/grave-faults'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { PHONE } from '../../fixtures/phone'
import { expect, test } from '../../fixtures/world'
import { hold } from '../../pages/hold'
import { signInByPassword } from '../../pages/owner-account'

test.use(PHONE)

test('an owner sees the devices that are signed in, and ends the one that is lost', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('韩六'))
  const { phone, password } = owner
  const lost = {
    'user-agent':
      'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/87.0.4280.141 Mobile Safari/537.36',
  }
  const signedIn = await request.post('/api/v1/sessions', { data: { phone, password }, headers: lost })
  const headers = { authorization: `Bearer ${(await signedIn.json()).accessToken}` }
  await page.goto('/m/sign-in?next=%2Fm%2Fme')
  await signInByPassword(page, phone, password)
  await page.getByRole('link', { name: '登录的设备' }).click()
  // The registration, the lost phone, and this page.
  const cards = page.getByRole('main').getByRole('listitem')
  await expect(cards).toHaveCount(3)
  await expect(cards.first()).toContainText('现在（本机）')
  await expect(cards.first().getByRole('button')).toHaveCount(0)
  expect(await axeFaults(page)).toEqual([])
  await cards.filter({ hasText: 'Chrome 87 · Android' }).getByRole('button', { name: '退出这处登录' }).click()
  await hold(page, '退出')
  await expect(cards).toHaveCount(2)
  expect((await request.get('/api/v1/me', { headers })).status()).toBe(401)
})
