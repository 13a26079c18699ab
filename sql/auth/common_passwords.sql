-- What people take when they must take something: words of this trade, of everyday life and of the
-- country, names, rows of keys. The front folds a password (small letters, digits and signs read as
-- the letters they stand for, what is before and after them left away) and looks for what remains;
-- so "P@ssw0rd2026!" is `password`. Numbers and mixtures are looked for as they are.
-- Writes: auth.common_passwords
insert into auth.common_passwords (word)
select distinct w.word from regexp_split_to_table(btrim($words$
    000 0000 00000 000000 007 012345 0123456789 100200 101010 102030 111 1111 11111 111111
    112233 121212 123 123123 123321 1234 12345 123456 1234567 12345678 123456789 1234567890
    123abc 123asd 123qwe 12qwaszx 147258 147258369 159357 159753 1a2b3c 1q2w3e 1q2w3e4r
    1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc 202020 222222 258456 2wsx3edc 333333 420 444444 54321
    555555 654321 666666 696969 741852963 777777 786 789456 789456123 87654321 888888 963852741
    98765 987654 9876543210 999999 a1b2c3 a1b2c3d4 aaa aaaa aaaaaa aamir aarti abc abc123 abcabc
    abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijkl access account accounts acer
    adani adgjmp admin admin123 administrator agent agra ahmed ahmedabad airforce airtel
    aishwarya ajith ali alia allah allahabad allu amanda amazon amber america amit amita amitabh
    amritsar andrew android angel angelone anil anita anjali anthony anything apple april army
    arsenal arun asd123 asdasd asdf asdfgh asdfghjkl asdfzxcv asha ashley ashok assam asshole
    asus auditor august austin autumn awesome axis ayesha baby babyboy babygirl backup
    backupdesk bahubaali bajaj bajrangbali balaji banana bangalore bank banker banking banknifty
    barcelona baseball basketball bastard batman bear bearish beautiful beckham bengaluru berlin
    best better bewakoof bharat bhenchod bhopal bihar billion biryani bitch bitcoin black
    blessed blessing blue bollywood bombay boss boston brian broker brokerage brokers brother
    brown bse bsnl bull bullish bumrah burger business butter butterfly calcutta california
    callofduty camaro candy capitals captain cash cat cena chai champion chandigarh change
    changeme charles cheese chelsea chennai chennaisuperkings cherry chicago chief children
    chocolate christ christmas chutiya cinema cinnamon cisco client clients cloud cobra cochin
    cock coconut code coffee coimbatore college commodity company computer computer1 config
    cookie cool copper corporate corvette counterstrike cricket crore crorepati crypto crystal
    currency dad daddy daisy dallas damn dance dancer daniel das database daughter david debian
    december deepa deepak deepika default delhi dell demat demo denver desk desktop destiny
    dhoni diamond dick disable divya diwali djokovic doctor dog dollar dolphin door dragon
    dravid drdo dream dreams drums durga dussehra eagle earth edcrfv eid eight elephant
    elizabeth emerald employee enable energy enter entrance equities equity ethereum evening
    everything example exchange facebook faith falcon fall family father fatima february federer
    ferrari finance fire five flipkart florida flower football forest forever fortnite fortune
    four freedom freefire friday friend friends frodo fuck fuckoff fuckyou future futures galaxy
    game gamer games gaming gandalf gandu ganesh ganguly ganpati garden gate gaurav gavaskar
    gayatri geeta george ginger gmail goa god goku gold good goodbye google gray great green
    grey groww guest guitar gujarat gupta guwahati gwalior hacker hacking hannah hanuman happy
    harami harish harley harrypotter haryana hcl hdfc heather heaven hello hello123 hellothere
    helpdesk hero hidden himachal hindustan hobbit hockey hogwarts holi holiday hollywood home
    honda honey hope horse hotmail hotsex house houston howrah hpinvent hrithik hundred hunter
    husband hyderabad hyundai ice icici idea iloveyou india indigo indore infosys initial
    instagram install internet invest investment investor iphone iron ironman irra isro iyer
    jabalpur jade jadeja jaibharat jaihind jaimatadi jaipur jaishreeram james january jasmine
    jason jennifer jessica jesus jesuschrist jio jkl jklm jodhpur john jordan joshua july june
    juniper juventus jyoti kamal kamina kanpur kapil kareena karnataka kashmir katrina kavita
    kerala kevin key keyboard keys khan killer king kiran kitten knight knightriders kochi kohli
    kolkata kota kotak krishna kumar lakh lakhpati lakshmi lalit laptop lata laugh ledger legend
    lemon lenovo letmein liberty lightning lily linkedin linux lion liverpool lkjhgf lkjhgfdsa
    login logon london loss lotus love lovely loveme lover loveyou lucknow lucky ludhiana
    madarchod madhuri madras madurai magic mahadev maharashtra mahesh manager manchester mango
    manish manoj maratha march margin mario mark market maruti masala master matrix matthew may
    mcx meena meera mehta melissa menon mercedes messi metal michael michelle microsoft million
    minecraft mnbvcx mnbvcxz mno mohammad mohammed mohan mom monday money monitor monkey monsoon
    moon morning mother motorola mountain mouse movie mukesh mumbai mumbaiindians mummy music
    mustang mylove mypass mypassword mysore mysql mystery nadal nagpur nair namaste naruto
    nashik naveen navratri navy neha netflix network newdelhi newpass newpassword newyear
    newyork neymar nicole nifty niftyfifty night nine ninja nintendo nisha nitin nobody nokia
    nopass nopassword nothing november nse ntpc nurse ocean october odisha office okay
    oldpassword omnamahshivaya onam one onetwothree onetwothreefour ongc open opensesame
    operations operator ops option options oracle orange orchid outlook pagal paisa panasonic
    panda pandya paneer pankaj panther papa paris parrot pass pass123 passcode passkey
    passphrase passwd password password1 passwort patel patna paul peace peacock pearl pepper
    perfect peter philips phoenix piano pigeon pikachu pin pineapple pink pizza planet platinum
    player playstation please poiuyt poiuytrewq pokemon police pongal pooja porn porsche
    postgres postgresql potter power pqr prabhas pradeep prakash preeti pretty prince princess
    printer private priya priyanka profit pubg public pune punjab puppy purple pussy python
    q1w2e3 q1w2e3r4 q1w2e3r4t5 qazwsx qazwsxedc queen qwe123 qweasd qweasdzxc qweqwe qwer
    qwerasdf qwerty qwerty123 qwertyuiop rabbit radha radhika rahul rain rainbow raipur raj raja
    rajasthan rajesh rajini rajinikanth rajkot rajput rakesh rakhi rama rambo ramesh ranbir
    ranchi ranger rani ranveer rao ravi realmadrid red reddy rekha reliance rfvtgb rich richard
    ritu river robert rock rocky rohit ronaldo root rose router royalchallengers ruby rupee
    rupees sachin safety saibaba salman samantha samosa sample samsung sandeep sangeeta sanjay
    santosh sapphire saraswati sasuke satish saturday sbi school sebi secret secrets secure
    security seema sehwag sensex september serena server service sesame setup seven sex sexy
    shadow shah shahrukh shankar shanti share sharekhan sharemarket shares shark sharma shilpa
    shit shiva shreya shyam silver singer singh sister sita six sky slut smile sneha snow soccer
    soldier somebody something son sonia sonic sony sorry sparrow spider spiderman spring
    sqlserver srinagar staff star stars start starwars steel stephanie steven stock stockmarket
    stocks stone storm strawberry stu student success sugar suman summer sun sunday sunil sunita
    sunrisers sunshine super superman supervisor support surat suresh suzuki swati sweet system
    tamilnadu tarun tata taylor tcs tea teacher team temp temporary ten tendulkar terminator
    test test123 tester testing texas thanks thankyou thepassword thomas thousand three thunder
    thursday tiger tirupati titanium today tokyo tomorrow topaz toshiba toyota trade trader
    trading trustno tuesday tulip turtle twitter two ubuntu undertaker united universe unknown
    unlock update upgrade upstox user user123 usha vadodara vandemataram vanilla varanasi verma
    victory videocon vidya viewer vijay vijayawada vikas vikram vinod violet violin virat vishnu
    vivek vodafone vwx waheguru warrior water wednesday weekend welcome whale whatever whatsapp
    white whore wife wifi william wind window windows winner winter wipro wolf world wsxedc xbox
    xyz yahoo yamaha yellow yes yesterday yogesh yourpassword youtube zaq12wsx zaq1xsw2 zelda
    zerodha zxc123 zxcv zxcvbn zxcvbnm zxczxc
$words$, E' \n'), '\s+') as w (word)
on conflict (word) do nothing;
