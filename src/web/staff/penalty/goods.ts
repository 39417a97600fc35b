/** Things of a hold or a seizure in one line. @module */
export function goodsText(goods: readonly { readonly name: string; readonly quantity: string }[]): string {
  return goods.map(({ name, quantity }) => `${name} ${quantity}`).join('、');
}
