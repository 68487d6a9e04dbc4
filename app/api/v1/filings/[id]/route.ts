import { deleteFiling } from '@/lib/features/filing/commands/delete-filing'
import { patchFiling } from '@/lib/features/filing/commands/patch-filing'
import { getOwnFiling } from '@/lib/features/filing/queries/owner'
import {
  deleteFilingEndpoint,
  getFilingEndpoint,
  patchFilingEndpoint,
} from '@/lib/features/filing/schema/owner'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(getFilingEndpoint, ({ actor, params }) => getOwnFiling(actor, params.id))
export const PATCH = defineRoute(patchFilingEndpoint, ({ actor, params, body }) =>
  patchFiling(actor, params.id, body),
)
export const DELETE = defineRoute(deleteFilingEndpoint, ({ actor, params }) => deleteFiling(actor, params.id))
