import { Office } from '../../fixtures/decisions'
import { databaseUrlOf } from '../../fixtures/instance'
import { newPerson, registerOwner } from '../../fixtures/owner'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

/** A decision of the reviewer, given to the supervisor to be looked at again as the draw does. */
test('a decided filing is looked at again; the finding is counted and leads to the correction', async ({
  page,
  request,
  dataDir,
  baseURL,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('孔再看'))
  const serial = `SL${`${Date.now()}`.slice(-8)}`
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: '110101' }, 201)
  const machine = { categoryCode: 'BULLDOZER', name: '推土机', model: 'CG160', serial }
  await owner.patch(
    `/filings/${id}`,
    await submittable(owner, { codes: {}, machine, engine: { fuelCode: 'DIESEL' } }),
  )
  await owner.post(`/filings/${id}/submit`)
  const office = await Office.open(baseURL ?? '')
  const { registrationNumber, machineId } = await office.approveFiling(id, '3')
  const url = databaseUrlOf(dataDir)
  // The draw is by lot: this one is drawn here, unless it was already.
  await query(
    url,
    `INSERT INTO second_look_draw (id, seed, "drawnAt") VALUES (gen_random_uuid(), $1, now())`,
    [id],
  )
  await query(
    url,
    `INSERT INTO second_look_choice ("decisionId", "drawId", share, "doubtShare", doubts, why)
     SELECT d.id, w.id, 100, 100, '{CATALOGUE}', 'RANDOM' FROM decision d, second_look_draw w WHERE d."filingId" = $1 AND w.seed = $1::text
     ON CONFLICT DO NOTHING`,
    [id],
  )
  await query(
    url,
    `INSERT INTO second_look ("filingId", "decisionId", why, "drawnAt", "deciderId", "assigneeId", "assignedAt")
     SELECT d."filingId", d.id, 'RANDOM', now(), d."staffId", s.id, now()
     FROM decision d, staff s WHERE d."filingId" = $1 AND s.username = 'supervisor'
     ON CONFLICT ("filingId") DO UPDATE SET "assigneeId" = EXCLUDED."assigneeId", "assignedAt" = now()`,
    [id],
  )

  await signIn(page, 'supervisor')
  await page.goto(`/queues/second-look?q=${serial}`)
  await page.locator(`a[href="/filings/${id}/second-look"]`).first().click()
  await page.waitForURL(`**/filings/${id}/second-look`)
  await expect(page.getByRole('region', { name: '原来的决定' })).toContainText(registrationNumber)
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: '发现的问题' })
  await dialog.getByRole('combobox').fill('核定的')
  await page.getByTitle('核定的排放阶段').click()
  await dialog.getByRole('textbox').fill(`应为国二 ${serial}`)
  await dialog.getByRole('button', { name: '记录问题' }).click()
  const decision = page.getByRole('region', { name: '原来的决定' })
  await expect(decision).toContainText(`核定的排放阶段：应为国二 ${serial}`)
  await expect(decision).toContainText('复核不改变已发的号码')
  await expect(decision.getByRole('link', { name: '机械页' })).toHaveAttribute(
    'href',
    `/machines/${machineId}`,
  )

  await page.goto('/second-looks')
  const findings = page.getByRole('table', { name: '最近发现的问题' })
  await expect(findings.getByRole('row', { name: new RegExp(serial) })).toContainText('核定的排放阶段')
  await expect(page.getByRole('table', { name: '按月份' }).locator('tbody tr').first()).toContainText(
    /^\d{4}年\d+月/,
  )
  await expect(page.getByRole('table', { name: '按审核人' })).toContainText('有问题的件数')
})
