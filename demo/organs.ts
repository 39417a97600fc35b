/** Other departments of the demo district, plainly invented. @module */

/** Takes part in joint visits, and in one item of the list. */
export const MARKET_REGULATOR = '天津市西青区市场监督管理局（示例）';
