import { databaseUrlOf } from '../../fixtures/instance'
import { newPerson, type Owner, registerOwner } from '../../fixtures/owner'
import { query } from '../../fixtures/query'
import { expect, test } from '../../fixtures/world'
import { signIn } from '../../pages/sign-in'
import { submittable } from './manual-machine'

const DISTRICT = '110108'

async function file(owner: Owner, serial: string): Promise<string> {
  const { id } = await owner.post('/filings', { kind: 'MACHINE', districtCode: DISTRICT }, 201)
  const machine = { categoryCode: 'BULLDOZER', name: '推土机', model: 'CG160', serial }
  const engine = { fuelCode: 'ELECTRIC', serial: `E${serial}` }
  await owner.patch(`/filings/${id}`, await submittable(owner, { codes: {}, machine, engine }))
  await owner.post(`/filings/${id}/submit`)
  return id
}

/** As if every check had come out clear: what it takes is the subject of other tests. */
async function clear(url: string, id: string): Promise<void> {
  const inspected =
    'SELECT 1 FROM inspection WHERE "filingId" = $1 AND "inspectedAt" IS NOT NULL AND "wantedAt" IS NULL'
  await expect.poll(() => query(url, inspected, [id])).toHaveLength(1)
  await query(
    url,
    `UPDATE inspection_result SET result = 'CLEAR' WHERE "filingId" = $1 AND code <> 'PHOTO_PLACE'`,
    [id],
  )
  // The photos of all filings here are drawn alike: each gets a content of its own.
  const own = 'SELECT "photoId" FROM filing_photo WHERE "filingId" = $1'
  await query(
    url,
    `UPDATE photo SET sha256 = encode(sha256(id::text::bytea), 'hex'), "lookDueAt" = NULL WHERE id IN (${own})`,
    [id],
  )
  await query(
    url,
    `UPDATE filing_photo fp SET sha256 = p.sha256 FROM photo p WHERE p.id = fp."photoId" AND fp."filingId" = $1`,
    [id],
  )
  await query(
    url,
    `INSERT INTO photo_look (sha256, marks, sharpness, brightness, shadows, highlights, contrast, "textLevel", "compareDueAt", comparison)
     SELECT sha256, '{}'::int[], 0.4, 120, 60, 200, 60, 3, NULL::timestamptz, 'WHOLE'::"PhotoComparison" FROM photo WHERE id IN (${own})
     ON CONFLICT (sha256) DO NOTHING`,
    [id],
  )
  // The drawn plates name none of the values: each is read as if they stood there.
  const values = ['serial', 'pin', 'model'].map((name) => `f.content->'machine'->>'${name}'`)
  await query(
    url,
    `INSERT INTO photo_reading ("photoId", version, "dueAt", lines, "readAt")
     SELECT fp."photoId", 1, NULL, (
       SELECT jsonb_agg(jsonb_build_object('text', value, 'score', 0.97, 'box', jsonb_build_array(
         jsonb_build_array(100, 100 * n), jsonb_build_array(500, 100 * n), jsonb_build_array(500, 100 * n + 40), jsonb_build_array(100, 100 * n + 40))))
       FROM unnest(ARRAY[${values.join(', ')}, f.content->'engine'->>'serial', f.content->'engine'->>'model']) WITH ORDINALITY v (value, n)
       WHERE value IS NOT NULL), now()
     FROM filing_photo fp JOIN filing f ON f.id = fp."filingId" WHERE f.id = $1
     ON CONFLICT ("photoId") DO UPDATE SET (version, "dueAt", lines) = ROW (EXCLUDED.version, NULL, EXCLUDED.lines)`,
    [id],
  )
}

test('one owner’s machines: each is shown, those that are clear are approved together', async ({
  page,
  request,
  dataDir,
}) => {
  const owner = await registerOwner(request, dataDir, newPerson('车队主'))
  const tail = `${Date.now()}`.slice(-7)
  const ids = [await file(owner, `FA${tail}`), await file(owner, `FB${tail}`), await file(owner, `FC${tail}`)]
  const [first = '', second = '', doubted = ''] = ids
  const url = databaseUrlOf(dataDir)
  for (const id of [first, second]) await clear(url, id)
  await signIn(page, 'reviewer.haidian')
  await page.goto(`/filings/${first}`)
  await page.getByRole('link', { name: '该机主还有 2 台未办结' }).click()
  await page.waitForURL(`**/filings/${first}/fleet`)
  const rows = page.getByRole('list', { name: '待审的机械' }).getByRole('button')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(2)).toContainText('没有核对')
  const together = page.getByRole('button', { name: /^一起通过/ })
  await expect(together).toBeDisabled()
  await expect(page.getByRole('toolbar', { name: '一起审核' })).toContainText(
    '还有 2 台没有查看；1 台须逐台办理',
  )

  for (const at of [0, 1]) {
    const shown = page.waitForResponse((response) => response.url().endsWith('/fleet/shown'))
    await rows.nth(at).click()
    expect((await shown).status()).toBe(200)
    await expect(rows.nth(at)).toContainText('已查看')
  }
  await expect(together).toBeEnabled()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: '通过 2 台', exact: true }).click()
  const results = page.getByRole('list', { name: '待审的机械' }).getByRole('status')
  await expect(results).toHaveCount(2)
  await expect(results.nth(0)).toContainText(/已决定通过/)
  await expect(results.nth(1)).toContainText(/已决定通过/)
  await expect(page.getByRole('toolbar', { name: '一起审核' })).toContainText('已决定通过 2 台')
  const decided = await query<{ filingId: string }>(
    url,
    `SELECT "filingId" FROM deferred_decision WHERE "filingId" = ANY($1::uuid[]) AND verdict = 'APPROVE'`,
    [ids],
  )
  expect(decided.map(({ filingId }) => filingId).toSorted()).toEqual([first, second].toSorted())
  expect((await owner.get(`/filings/${doubted}`)).status).toBe('SUBMITTED')
})
