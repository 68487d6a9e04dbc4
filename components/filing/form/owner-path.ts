/** Fault path and element id of the owner choice. */
export const OWNER_PATH = 'ownerName'

/** A filing for another owner continues only after that owner consents (manual, 1) 基本信息). */
export const OWNER_UNCONFIRMED = '请先确认机械所有者，再进行下一步；为本人登记请收起'
