<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>FigureText</name>
    <message numerus="yes">
        <source>Only %n answer(s)</source>
        <translation>
            <numerusform>Only %n answer</numerusform>
            <numerusform>Only %n answers</numerusform>
        </translation>
    </message>
</context>
</TS>
