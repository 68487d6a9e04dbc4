import { listsForAdministrator } from '@/lib/features/setting/queries'
import { listSettingListsEndpoint } from '@/lib/features/setting/schema'
import { defineRoute } from '@/lib/server/http/define-route'

export const GET = defineRoute(listSettingListsEndpoint, () => listsForAdministrator())
