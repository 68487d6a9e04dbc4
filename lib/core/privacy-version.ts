/**
 * The version of the privacy notice in force: the day on which its text took effect (lib/features/consent/rules/notice.ts,
 * which a test compares). Accounts that have not accepted this one are asked at their next entry.
 */
export const PRIVACY_VERSION = '2026-12-01'
