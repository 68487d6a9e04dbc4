import { useQuery } from '@tanstack/react-query'
import { useOwnerSession } from '@/components/mobile/use-owner-session'
import { mayActAs, type UnitRole, unitRefusal } from '@/lib/core/unit-role'
import { meQuery } from '@/lib/features/account/api'

type May = {
  /** True while the role is not known, e.g. offline: the server decides in any case. */
  may: boolean
  /** Why not, and who can help; null while they may. */
  why: string | null
  /** Whether the role is just being asked for. */
  asking: boolean
}

/**
 * Whether who is signed in may do what needs this role of a unit's people (docs/decisions/0066). Pages hide what may not be done and
 * say why; a person in the own name may do everything with what is the own.
 */
export function useMay(needs: UnitRole): May {
  const session = useOwnerSession()
  const { data, isFetching } = useQuery({ ...meQuery(), enabled: Boolean(session) })
  const may = !data || mayActAs(data.unitRole, needs)
  return { may, why: may ? null : unitRefusal(data.unitRole), asking: isFetching && !data }
}
