/**
 * Traditional → simplified for the characters that occur in everyday, payment and telecom text, as pairs written one after the other.
 * One character to one character only, compiled by hand; characters whose two forms differ by meaning are left out.
 */
const PAIRS =
  '們们個个來来會会說说時时為为這这對对後后開开關关電电話话號号碼码餘余額额資资費费賬账帳账戶户轉转錢钱銀银發发給给點点擊击連连結结網网頁页門门問问' +
  '間间題题間间單单雙双訂订購购買买賣卖貨货貸贷還还債债費费險险證证驗验實实訊讯訪访設设許许詢询請请謝谢誰谁課课調调談谈諾诺識识譯译議议護护讀读變变讓让' +
  '認认訴诉詐诈詳详語语誤误試试該该記记計计訓训討讨託托詞词誠诚誘诱諒谅論论諮咨謊谎謹谨譽誉讚赞貝贝貞贞負负財财貢贡貧贫貪贪貫贯責责貴贵貶贬貼贴貿贸賀贺賃赁賄贿' +
  '賞赏賠赔賢贤賤贱賦赋質质賭赌賴赖賺赚賽赛贈赠贊赞贏赢贓赃贖赎車车軌轨軍军軟软載载較较輕轻輔辅輛辆輝辉輩辈輪轮輯辑輸输轄辖轟轰辦办辭辞農农遞递遠远適适遲迟遷迁' +
  '選选遺遗邊边達达過过運运進进違违遊游郵邮鄉乡鄰邻釋释針针釣钓鈔钞鈕钮鈴铃鉤钩鉛铅銅铜銘铭銷销鋒锋鋪铺鋼钢錄录錯错鍋锅鍵键鎖锁鎮镇鏈链鏡镜鐘钟鐵铁鑒鉴鑰钥鑽钻' +
  '長长閃闪閉闭閒闲閱阅閣阁闆板陣阵陸陆陳陈陽阳際际隊队階阶隨随隱隐隻只雜杂雞鸡離离難难雲云靈灵靜静韓韩響响項项順顺須须預预頓顿頗颇領领頭头頻频顆颗額额顏颜願愿類类' +
  '顧顾顯显風风飛飞飯饭飲饮飾饰飽饱養养館馆馬马馮冯駐驻駕驾騎骑騙骗騰腾驅驱驚惊體体髮发鬥斗魚鱼鮮鲜鳥鸟鳳凤鴻鸿鷹鹰麥麦麗丽麼么黃黄齊齐齒齿龍龙龜龟' +
  '乾干亂乱亞亚佈布併并係系俠侠倉仓偉伟側侧偵侦偽伪備备傑杰傘伞傳传傷伤僅仅僑侨價价儀仪億亿儉俭償偿優优儲储兒儿兌兑兩两冊册凍冻凱凯別别刪删則则剛刚創创劃划劇剧劉刘劍剑劑剂' +
  '勁劲動动務务勝胜勞劳勢势勵励勸劝區区協协卻却厭厌厲厉參参叢丛吳吴呂吕員员啟启喚唤喪丧喬乔嗎吗嘗尝嘩哗嚇吓嚴严囑嘱國国圍围園园圓圆圖图團团執执堅坚報报場场塊块塵尘墊垫墮堕墳坟' +
  '壓压壞坏壯壮壺壶壽寿夠够夢梦夾夹奪夺奮奋婦妇媽妈嬰婴學学孫孙寧宁審审寫写寬宽寵宠寶宝將将專专尋寻導导屆届屬属屢屡層层岡冈島岛崗岗嶺岭幣币帥帅師师帶带幫帮幹干幾几庫库廁厕廂厢廈厦' +
  '廚厨廠厂廢废廣广廳厅張张強强彈弹彙汇彎弯彥彦徑径從从復复徵征徹彻恆恒恥耻悅悦惡恶惱恼愛爱態态慘惨慣惯慮虑慶庆憂忧憑凭憲宪憶忆應应懇恳懶懒懷怀懸悬懼惧戀恋戰战戲戏戶户拋抛挾挟捨舍' +
  '掃扫掛挂採采換换揮挥損损搖摇搶抢摺折摟搂撐撑撥拨撲扑擁拥擇择擊击擋挡擔担據据擬拟擴扩擾扰攜携攝摄攤摊敗败敵敌數数斂敛斷断於于昇升晉晋書书暢畅暫暂曆历曉晓曬晒東东條条楊杨極极構构' +
  '槍枪樂乐樓楼標标樣样樹树橋桥機机檔档檢检櫃柜權权歐欧歡欢歲岁歷历歸归殘残殺杀殼壳毀毁氣气決决沒没況况洩泄涼凉淚泪淨净淺浅減减湊凑測测渾浑溝沟溫温滅灭滾滚滿满漁渔漢汉漲涨漸渐潔洁' +
  '潛潜潤润潰溃澤泽濃浓濕湿濟济濫滥濱滨灘滩灣湾災灾無无煉炼煙烟煩烦熱热燈灯燒烧營营爐炉爭争爺爷爾尔牆墙牽牵犧牺狀状獎奖獨独獲获獻献現现環环產产畢毕畫画異异當当療疗發发皺皱盜盗盡尽' +
  '監监盤盘眾众睏困確确碼码礎础礦矿禮礼禍祸禦御種种稱称積积穩稳窩窝窮穷竊窃競竞筆笔節节範范築筑簡简簽签籃篮籌筹籤签糧粮糾纠紀纪約约紅红納纳紐纽純纯紙纸級级紛纷細细紹绍終终組组' +
  '絕绝絡络給给統统絲丝經经綁绑維维綱纲綜综綠绿緊紧線线締缔編编緩缓練练縣县縮缩總总績绩織织繞绕繪绘繳缴繼继續续纖纤罰罚罵骂罷罢羅罗義义習习聖圣聞闻聯联聰聪聲声職职聽听肅肃腦脑' +
  '脫脱腳脚膽胆臉脸臨临臺台與与興兴舉举舊旧艙舱艦舰藝艺節节莊庄華华萬万葉叶蓋盖蔔卜薦荐藍蓝藥药蘇苏處处虛虚虧亏蟲虫術术衛卫衝冲補补裝装裡里製制複复襲袭覆复見见規规視视親亲覺觉覽览' +
  '觀观觸触貳贰參参陸陆叄叁圓圆佔占儘尽佇伫鬆松鬧闹鹽盐僞伪傢家囉啰嘍喽喲哟嗶哔閲阅祕秘鏟铲雖虽匯汇滙汇準准週周衆众啓启裏里爲为羣群綫线誌志蹤踪騷骚黨党縱纵緣缘跡迹蹟迹礙碍頂顶頒颁頌颂駁驳駛驶驟骤髒脏臟脏鬱郁麵面溼湿瀏浏獵猎瑪玛瓊琼畝亩疊叠癥症盧卢矯矫砲炮' +
  '窺窥籠笼緻致繩绳艱艰蔣蒋蕭萧薩萨蝦虾螢萤蠟蜡訖讫誕诞諧谐諷讽謀谋謠谣貓猫賓宾賈贾贗赝趕赶趙赵趨趋躍跃軸轴轎轿鄭郑鄧邓醫医鍊链閘闸閩闽闊阔陰阴霧雾韻韵嘆叹僱雇牠它妳你業业註注'

function pairsOf(text: string): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  for (let i = 0; i + 1 < text.length; i += 2) {
    const from = text.charCodeAt(i)
    const to = text.charCodeAt(i + 1)
    if (from !== to) map.set(from, to)
  }
  return map
}

/** UTF-16 unit of a traditional character → unit of its simplified form. Both lie in the basic plane. */
export const SIMPLIFIED: ReadonlyMap<number, number> = pairsOf(PAIRS)

const HAN = /[\u4e00-\u9fff]/

/** Text with its traditional characters as simplified ones, letter for letter, so that every place stays where it is. */
export function simplified(text: string): string {
  if (!HAN.test(text)) return text
  return Array.from(text, (letter) => {
    const to = SIMPLIFIED.get(letter.codePointAt(0) ?? 0)
    return to === undefined ? letter : String.fromCodePoint(to)
  }).join('')
}
