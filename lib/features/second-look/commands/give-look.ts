import { z } from 'zod'
import type { StaffActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/app-error'
import { audit } from '@/lib/server/audit/audit'
import { areaSql } from '@/lib/server/database/area-sql'
import { transact } from '@/lib/server/database/db'
import { rowsOf } from '@/lib/server/database/rows'
import { requireLook } from '../queries/look'
import type { giveSecondLookEndpoint } from '../schema'

const looked = z.object({ districtCode: z.string() })

/**
 * The second look of whom it was given to: agrees, or says what is wrong. It changes nothing of the filing, the number or
 * the machine; what is wrong is corrected by whoever may (更正排放阶段, 撤销登记).
 * @throws AppError NOT_FOUND for anybody else's and outside the area, STATE_CONFLICT when it was given already
 */
export function giveSecondLook(
  actor: StaffActor,
  id: string,
  given: z.output<typeof giveSecondLookEndpoint.body>,
) {
  return transact(async (tx) => {
    const [row] = await rowsOf(tx, looked)`
      UPDATE second_look l SET result = ${given.result}::"SecondLookResult", "lookedAt" = now()
      FROM filing f
      WHERE l."filingId" = ${id}::uuid AND f.id = l."filingId" AND ${areaSql(actor.area)}
        AND l."assigneeId" = ${actor.id}::uuid AND l."deciderId" <> ${actor.id}::uuid AND l."lookedAt" IS NULL
      RETURNING f."districtCode"`
    if (!row) {
      await requireLook(tx, actor, id)
      throw new AppError('STATE_CONFLICT', { detail: '这一件您已经复核过' })
    }
    const findings = given.result === 'FINDING' ? given.findings : []
    await tx.secondLookFinding.createMany({
      data: findings.map((finding, position) => ({ ...finding, filingId: id, position })),
    })
    const kinds = findings.length > 0 ? { findingKinds: [...new Set(findings.map(({ kind }) => kind))] } : {}
    await audit(tx, actor, {
      action: 'filing.second-look',
      subjectType: 'filing',
      subjectId: id,
      districtCode: row.districtCode,
      details: { lookResult: given.result, ...kinds },
    })
    return { filingId: id, result: given.result }
  })
}
